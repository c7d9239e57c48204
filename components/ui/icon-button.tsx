import type { ComponentPropsWithRef } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";

type IconButtonProps = Omit<ComponentPropsWithRef<"button">, "className" | "children"> & {
  icon: IconName;
  /** Accessible name and tooltip. */
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

export function IconButton({
  icon,
  label,
  variant = "quiet",
  size,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      title={label}
      {...rest}
      type={type}
      aria-label={label}
      className={buttonClass({ variant, size, shape: "icon" })}
    >
      <Icon name={icon} />
    </button>
  );
}
