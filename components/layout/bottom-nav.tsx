import { Icon } from "@/components/ui/icon";
import type { NavEntry } from "./nav-item";
import { NavLink } from "./nav-link";

/** On touch: the five places a thumb reaches. */
export function BottomNav({ tabs }: { tabs: readonly NavEntry[] }) {
  return (
    <nav aria-label="Main" className="wm-bottom no-print">
      {tabs.slice(0, 5).map((tab) => (
        <NavLink
          key={tab.href}
          href={tab.href}
          match={tab.match ?? "prefix"}
          className="wm-bottom-item"
        >
          <Icon name={tab.icon} size={20} />
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
