import { useId } from "react";
import { type NavEntry, NavItem } from "./nav-item";

/** A headed group of places, as the workspace's own section. */
export function NavGroup({ label, items }: { label: string; items: readonly NavEntry[] }) {
  const id = useId();
  return (
    <nav aria-labelledby={id} className="wm-nav-group">
      <p id={id} className="wm-nav-head">
        {label}
      </p>
      <ul>
        {items.map((item) => (
          <NavItem key={item.href} {...item} />
        ))}
      </ul>
    </nav>
  );
}
