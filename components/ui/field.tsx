import type { ReactNode } from "react";
import { FieldError } from "./field-error";

type FieldControl = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

type FieldProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Replaces the hint; says what to enter. */
  error?: string | undefined;
  /** Printed after the label of a field that may stay empty. */
  optional?: "yes" | "no";
  /** Receives the id and the aria wiring to spread on the control. */
  children: (control: FieldControl) => ReactNode;
};

type Note = "none" | "hint" | "error";

const wiring = {
  none: (id) => ({ id }),
  hint: (id) => ({ id, "aria-describedby": `${id}-note` }),
  error: (id) => ({ id, "aria-describedby": `${id}-note`, "aria-invalid": true }),
} satisfies Record<Note, (id: string) => FieldControl>;

function noteOf({ hint, error }: Pick<FieldProps, "hint" | "error">): Note {
  if (error !== undefined && error !== "") {
    return "error";
  }
  return hint === undefined ? "none" : "hint";
}

export function Field({ id, label, hint, error, optional = "no", children }: FieldProps) {
  const note = noteOf({ hint, error });
  return (
    <div>
      <label htmlFor={id} className="wm-label">
        {label}
        {optional === "yes" && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children(wiring[note](id))}
      {note === "error" && <FieldError id={`${id}-note`}>{error}</FieldError>}
      {note === "hint" && (
        <p id={`${id}-note`} className="wm-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
