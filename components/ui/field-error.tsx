import type { ReactNode } from "react";
import { StateSymbol } from "./state-symbol";

/** The message under a control, with a cross so that it reads without colour. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="wm-error">
      <StateSymbol name="criterion.not_met" size={12} />
      <span>{children}</span>
    </p>
  );
}
