import type { ComponentPropsWithRef } from "react";

type TextInputProps = Omit<ComponentPropsWithRef<"input">, "className"> & {
  /** Mono is for hashes, ids and keys. */
  face?: "text" | "mono";
};

export function TextInput({ face = "text", type = "text", ...rest }: TextInputProps) {
  return (
    <input {...rest} type={type} className={face === "mono" ? "wm-input font-mono" : "wm-input"} />
  );
}
