import { Icon } from "@/components/ui/icon";
import { formatNumber } from "@/lib/kernel/format-number";

/** On paper, because it is what a reader of the record relies on: how much of it there is. */
export function LedgerStrip({ size }: { size: number }) {
  return (
    <div className="wm-band flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <span className="text-spruce">
        <Icon name="audit" size={28} />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="text-lg font-semibold">
          The ledger holds {formatNumber(size)} {size === 1 ? "entry" : "entries"}
        </h2>
        <p className="text-ink-2">
          {size === 0
            ? "The first change in this workspace becomes entry 0."
            : `They are numbered 0 to ${formatNumber(size - 1)} without a gap. Each carries the hash of its own content; the database refuses to change or delete one.`}
        </p>
      </div>
    </div>
  );
}
