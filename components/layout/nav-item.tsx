import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-shapes";
import { NavLink, type NavMatch } from "./nav-link";

export type NavEntry = {
  href: string;
  label: string;
  icon: IconName;
  /** What waits there; nothing is printed for zero. */
  count?: number | undefined;
  /** "exact" for a place whose address is the start of its neighbours' addresses. */
  match?: NavMatch;
};

export function NavItem({ href, label, icon, count = 0, match = "prefix" }: NavEntry) {
  return (
    <li>
      <NavLink href={href} match={match} className="wm-nav-item" title={label}>
        <Icon name={icon} />
        <span className="wm-nav-label">{label}</span>
        {count > 0 && <span className="wm-nav-count">{count}</span>}
      </NavLink>
    </li>
  );
}
