import type { ReactNode } from "react";

/** The one row of filters on a page: saved views first, then facets. */
export function ChipBar({ label = "Filters", children }: { label?: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="no-print flex flex-wrap items-center gap-1.5">
      {children}
    </nav>
  );
}
