"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

export type NavMatch = "exact" | "prefix";

type NavLinkProps = {
  href: string;
  match: NavMatch;
  className: string;
  title?: string | undefined;
  children: ReactNode;
};

function isHere({ path, href, match }: { path: string; href: string; match: NavMatch }): boolean {
  return path === href || (match === "prefix" && path.startsWith(`${href}/`));
}

/** The only part of the navigation that runs in the browser: it knows the present address. */
export function NavLink({ href, match, className, title, children }: NavLinkProps) {
  const path = usePathname();
  return (
    <Link
      href={href}
      className={className}
      title={title}
      aria-current={isHere({ path, href, match }) ? "page" : undefined}
    >
      {children}
    </Link>
  );
}
