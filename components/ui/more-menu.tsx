import { buttonClass } from "./button-style";
import { Icon } from "./icon";
import { Link } from "./link";

type MoreLink = {
  href: string;
  label: string;
  /** An address that answers with a file. */
  kind?: "page" | "file";
};

type MoreMenuProps = { links: readonly MoreLink[]; label?: string };

/** What a page offers beside its main acts, folded so that those stay in one line. */
export function MoreMenu({ links, label = "More" }: MoreMenuProps) {
  return (
    <details className="wm-facet wm-more" name="more">
      <summary className={buttonClass({})}>
        {label}
        <Icon name="chevron-down" size={11} />
      </summary>
      <ul>
        {links.map(({ href, label: name, kind }) => (
          <li key={href}>
            {kind === "file" ? (
              <a href={href} download>
                {name}
              </a>
            ) : (
              <Link href={href}>{name}</Link>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
