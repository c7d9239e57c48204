import { Icon } from "./icon";
import { Link } from "./link";

export type Crumb = { label: string; href?: string };

/** Rendered by the page; the shell's stylesheet lifts it into the top bar. The last crumb is here. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const last = crumbs.length - 1;
  return (
    <nav className="wm-crumbs no-print" aria-label="Breadcrumb">
      <ol>
        {crumbs.map((crumb, place) => (
          <li key={`${crumb.href ?? ""}${crumb.label}`}>
            {place > 0 && <Icon name="chevron-right" size={11} />}
            {place < last && crumb.href !== undefined ? (
              <Link href={crumb.href}>{crumb.label}</Link>
            ) : (
              <span aria-current={place === last ? "page" : undefined}>{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
