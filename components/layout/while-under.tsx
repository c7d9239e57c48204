"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/**
 * Shows its children only below an address. A slot of the layout keeps what it
 * showed last when the next page has nothing for it.
 */
export function WhileUnder({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  return path === href || path.startsWith(`${href}/`) ? children : null;
}
