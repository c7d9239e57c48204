"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";

type SubmitButtonProps = Omit<ComponentProps<"button">, "className" | "type"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  width?: "auto" | "full";
  icon?: IconName;
};

/** Busy while its form is on the way: the label stays, a spinner takes the icon's place. */
export function SubmitButton({
  variant = "primary",
  size,
  width,
  icon,
  disabled = false,
  name,
  value,
  children,
  ...rest
}: SubmitButtonProps) {
  const { pending, data } = useFormStatus();
  // In a form with several answers only the pressed one turns busy.
  const isBusy = pending && (name === undefined || data?.get(name) === value);

  return (
    <button
      {...rest}
      type="submit"
      name={name}
      value={value}
      disabled={disabled || pending}
      aria-busy={isBusy}
      className={buttonClass({ variant, size, width })}
    >
      {isBusy && <span className="wm-spinner" aria-hidden="true" />}
      {!isBusy && icon !== undefined && <Icon name={icon} size={15} />}
      {children}
    </button>
  );
}
