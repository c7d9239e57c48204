import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";
import { Link } from "./link";

type IconLinkProps = {
  icon: IconName;
  href: string;
  /** Accessible name and tooltip. */
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows that something new waits behind the link; say it in the label too. */
  mark?: "none" | "dot";
};

export function IconLink({ icon, href, label, variant = "quiet", size, mark }: IconLinkProps) {
  return (
    <Link
      href={href}
      aria-label={label}
      title={label}
      className={buttonClass({ variant, size, shape: "icon" })}
    >
      <Icon name={icon} />
      {mark === "dot" && <i className="wm-dot" />}
    </Link>
  );
}
