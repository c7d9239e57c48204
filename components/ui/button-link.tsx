import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";
import { Kbd } from "./kbd";
import { Link } from "./link";

type ButtonLinkProps = Omit<ComponentProps<typeof Link>, "className"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  width?: "auto" | "full";
  icon?: IconName;
  shortcut?: string;
};

/** A button's look on something that leads to another page. */
export function ButtonLink({
  variant,
  size,
  width,
  icon,
  shortcut,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass({ variant, size, width })}>
      {icon !== undefined && <Icon name={icon} size={15} />}
      {children}
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </Link>
  );
}
