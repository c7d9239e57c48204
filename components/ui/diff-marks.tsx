import type { ReactNode } from "react";

/** Text that came in. The hidden word carries the mark to screen readers that skip `ins`. */
export function Inserted({ children }: { children: ReactNode }) {
  return (
    <ins className="wm-diff">
      <span className="sr-only">added: </span>
      {children}
    </ins>
  );
}

export function Deleted({ children }: { children: ReactNode }) {
  return (
    <del className="wm-diff">
      <span className="sr-only">removed: </span>
      {children}
    </del>
  );
}
