import type { ReactNode } from "react";
import { FieldError } from "./field-error";

type RadioOption = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  /** Where the value is a sentence, which is no name for a control. */
  id?: string;
};

type RadioGroupProps = {
  name: string;
  legend: ReactNode;
  options: readonly RadioOption[];
  defaultValue?: string;
  error?: string | undefined;
  required?: boolean;
};

export function RadioGroup({
  name,
  legend,
  options,
  defaultValue,
  error,
  required,
}: RadioGroupProps) {
  const noteId = `${name}-note`;
  return (
    <fieldset aria-describedby={error === undefined ? undefined : noteId}>
      <legend className="wm-label">{legend}</legend>
      <div className="grid gap-2">
        {options.map((option) => (
          <div key={option.value} className="wm-check">
            <input
              type="radio"
              id={`${name}-${option.id ?? option.value}`}
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              disabled={option.disabled}
              required={required}
            />
            <label htmlFor={`${name}-${option.id ?? option.value}`}>{option.label}</label>
            {option.hint !== undefined && <p className="wm-hint">{option.hint}</p>}
          </div>
        ))}
      </div>
      {error !== undefined && <FieldError id={noteId}>{error}</FieldError>}
    </fieldset>
  );
}
