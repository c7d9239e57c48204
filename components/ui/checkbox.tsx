import type { ComponentPropsWithRef, ReactNode } from "react";
import { FieldError } from "./field-error";

type CheckboxProps = Omit<ComponentPropsWithRef<"input">, "className" | "type" | "name"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
};

export function Checkbox({ name, label, hint, error, id = name, ...rest }: CheckboxProps) {
  const noteId = `${id}-note`;
  const hasNote = hint !== undefined || error !== undefined;
  return (
    <div className="wm-check">
      <input
        {...rest}
        type="checkbox"
        id={id}
        name={name}
        aria-describedby={hasNote ? noteId : undefined}
        aria-invalid={error !== undefined || undefined}
      />
      <label htmlFor={id}>{label}</label>
      {error !== undefined && <FieldError id={noteId}>{error}</FieldError>}
      {error === undefined && hint !== undefined && (
        <p id={noteId} className="wm-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
