import { type NavEntry, NavItem } from "./nav-item";

type ProjectNavProps = { name: string; items: readonly NavEntry[] };

/** The open project's pages: below the main places, on touch a strip under the top bar. */
export function ProjectNav({ name, items }: ProjectNavProps) {
  return (
    <nav aria-label={name} className="wm-nav-group wm-nav-project">
      <p className="wm-nav-head" title={name} aria-hidden="true">
        {name}
      </p>
      <ul>
        {items.map((item) => (
          <NavItem key={item.href} {...item} />
        ))}
      </ul>
    </nav>
  );
}
