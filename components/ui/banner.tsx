import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-shapes";
import type { Tone } from "./state-label";

type BannerProps = {
  tone: Tone;
  /** Bold, short, and readable alone. */
  lead: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  icon?: IconName;
  /** "assertive" for lost connections and failed saves, "off" for what stood there at load. */
  live?: "off" | "polite" | "assertive";
};

const icons = {
  ok: "check",
  warn: "alert",
  bad: "alert",
  review: "info",
  idle: "info",
} satisfies Record<Tone, IconName>;

const roles = { off: undefined, polite: "status", assertive: "alert" } as const;

export function Banner({ tone, lead, children, action, icon, live = "off" }: BannerProps) {
  return (
    <div className={`wm-banner wm-banner-${tone}`} role={roles[live]}>
      <span className={`wm-tone-${tone}`}>
        <Icon name={icon ?? icons[tone]} />
      </span>
      <div>
        <b>{lead}</b> {children}
      </div>
      {action}
    </div>
  );
}
