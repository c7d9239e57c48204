import { formatNumber } from "@/lib/kernel/format-number";
import { Icon } from "./icon";
import { Link } from "./link";

type ChipProps = {
  href: string;
  label: string;
  /** Chosen value of a facet; the chip then clears it. */
  value?: string | undefined;
  count?: number;
  current?: boolean;
};

/** A filter as a link: the address holds the state, so a filtered page can be shared. */
export function Chip({ href, label, value, count, current = false }: ChipProps) {
  return (
    <Link className="wm-chip" href={href} aria-current={current ? "true" : undefined}>
      {label}
      {value !== undefined && <b className="text-ink">{value}</b>}
      {count !== undefined && <span className="wm-chip-count">{formatNumber(count)}</span>}
      {value !== undefined && <Icon name="cross" size={11} label="Clear" />}
    </Link>
  );
}
