import type { ReactNode } from "react";
import type { Tone } from "./state-label";

/** A label for kinds and stages, never for actions. */
export function Tag({
  tone,
  title,
  children,
}: {
  tone?: Tone;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={tone === undefined ? "wm-tag" : `wm-tag wm-tag-${tone}`} title={title}>
      {children}
    </span>
  );
}
