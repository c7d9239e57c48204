import type { ComponentPropsWithRef } from "react";

type TextAreaProps = Omit<ComponentPropsWithRef<"textarea">, "className">;

export function TextArea({ rows = 3, ...rest }: TextAreaProps) {
  return <textarea {...rest} rows={rows} className="wm-input" />;
}
