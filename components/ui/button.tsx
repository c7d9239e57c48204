import type { ComponentPropsWithRef } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";
import { Kbd } from "./kbd";

type ButtonProps = Omit<ComponentPropsWithRef<"button">, "className"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  width?: "auto" | "full";
  icon?: IconName;
  /** The single key that does the same, printed on the button. */
  shortcut?: string;
};

export function Button({
  variant,
  size,
  width,
  icon,
  shortcut,
  type = "button",
  children,
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} className={buttonClass({ variant, size, width })}>
      {icon !== undefined && <Icon name={icon} size={15} />}
      {children}
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </button>
  );
}
