import type { ReactNode } from "react";

/** A key on the keyboard. Decoration beside a word, so it is not read out. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true">
      <kbd className="wm-kbd">{children}</kbd>
    </span>
  );
}
