import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { TextInput } from "./text-input";

type TextFieldProps = Omit<ComponentProps<typeof TextInput>, "id" | "name"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: "yes" | "no";
  /** Where one page holds two fields of the same name. */
  id?: string;
};

export function TextField({ name, label, hint, error, optional, id, ...rest }: TextFieldProps) {
  return (
    <Field
      id={id ?? name}
      label={label}
      hint={hint}
      error={error}
      {...(optional === undefined ? {} : { optional })}
    >
      {(control) => <TextInput {...rest} {...control} name={name} />}
    </Field>
  );
}
