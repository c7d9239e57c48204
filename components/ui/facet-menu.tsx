import Link from "next/link";
import { useId } from "react";
import { Chip } from "./chip";
import { Icon } from "./icon";

type FacetOption = { label: string; href: string; isChosen: boolean };

type FacetMenuProps = {
  label: string;
  /** Address without this facet. */
  clearHref: string;
  options: readonly FacetOption[];
};

/** One facet of a filter bar: a menu of links until one is chosen, then a chip that clears it. */
export function FacetMenu({ label, clearHref, options }: FacetMenuProps) {
  const id = useId();
  const chosen = options.find((option) => option.isChosen);
  if (chosen !== undefined) {
    return <Chip href={clearHref} label={label} value={chosen.label} current />;
  }
  if (options.length === 0) {
    return null;
  }
  return (
    <>
      <button type="button" className="wm-chip" popoverTarget={id}>
        {label}
        <Icon name="chevron-down" size={11} />
      </button>
      <div id={id} popover="auto" className="wm-popover max-h-80 overflow-y-auto">
        <ul className="grid gap-0.5" aria-label={label}>
          {options.map((option) => (
            <li key={option.href}>
              <Link
                className="block rounded-control px-2 py-1.5 hover:bg-chrome-2"
                href={option.href}
              >
                {option.label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
