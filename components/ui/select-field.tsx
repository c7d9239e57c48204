import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { Select } from "./select";

type SelectFieldProps = Omit<ComponentProps<typeof Select>, "id" | "name"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: "yes" | "no";
  /** Where one page holds two fields of the same name. */
  id?: string;
};

export function SelectField({ name, label, hint, error, optional, id, ...rest }: SelectFieldProps) {
  return (
    <Field
      id={id ?? name}
      label={label}
      hint={hint}
      error={error}
      {...(optional === undefined ? {} : { optional })}
    >
      {(control) => <Select {...rest} {...control} name={name} />}
    </Field>
  );
}
