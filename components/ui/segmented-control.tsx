import { formatNumber } from "@/lib/kernel/format-number";
import { Link } from "./link";

type Segment = { href: string; label: string; count?: number; current?: boolean };

/** Two to four exclusive views of the same page; the address holds the choice. */
export function SegmentedControl({
  label,
  segments,
}: {
  label: string;
  segments: readonly Segment[];
}) {
  return (
    <nav aria-label={label} className="no-print">
      <ul className="wm-segments">
        {segments.map((segment) => (
          <li key={segment.href}>
            <Link href={segment.href} aria-current={segment.current === true ? "page" : undefined}>
              {segment.label}
              {segment.count !== undefined && <span>{formatNumber(segment.count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
