import { Chip } from "./chip";
import { Icon } from "./icon";
import { Link } from "./link";

type FacetMenuProps = {
  label: string;
  options: readonly { href: string; label: string }[];
  /** The chosen option and the address without it. */
  chosen?: { label: string; clearHref: string } | undefined;
};

/** One facet of a list: a chip that opens its choices, or names the choice and clears it. */
export function FacetMenu({ label, options, chosen }: FacetMenuProps) {
  if (chosen !== undefined) {
    return <Chip href={chosen.clearHref} label={`${label}:`} value={chosen.label} current />;
  }
  return (
    <details className="wm-facet" name="facet">
      <summary className="wm-chip">
        {label}
        <Icon name="chevron-down" size={11} />
      </summary>
      <ul>
        {options.map((option) => (
          <li key={option.href}>
            <Link href={option.href}>{option.label}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
