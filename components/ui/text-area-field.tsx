import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { TextArea } from "./text-area";

type TextAreaFieldProps = Omit<ComponentProps<typeof TextArea>, "id" | "name"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: "yes" | "no";
  /** Where one page holds two fields of the same name. */
  id?: string;
};

export function TextAreaField({
  name,
  label,
  hint,
  error,
  optional,
  id,
  ...rest
}: TextAreaFieldProps) {
  return (
    <Field
      id={id ?? name}
      label={label}
      hint={hint}
      error={error}
      {...(optional === undefined ? {} : { optional })}
    >
      {(control) => <TextArea {...rest} {...control} name={name} />}
    </Field>
  );
}
