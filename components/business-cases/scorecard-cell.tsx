import { StateSymbol, type SymbolName } from "@/components/ui/state-symbol";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { formatNumber } from "@/lib/kernel/format-number";
import { paperDay } from "./paper-day";
import { type Cell, wordsOfCell } from "./scorecard-words";

type Look = { symbol: SymbolName; tone: "ok" | "warn" | "bad" | "idle" };

const lookOf = {
  met: { symbol: "criterion.met", tone: "ok" },
  minimum: { symbol: "health.at_risk", tone: "warn" },
  missed: { symbol: "criterion.not_met", tone: "bad" },
  not_due: { symbol: "criterion.not_applicable", tone: "idle" },
  overdue: { symbol: "criterion.open", tone: "warn" },
} as const satisfies Record<Cell["state"], Look>;

type ScorecardCellProps = { cell: Cell; unit: string; href: string | null };

/** What was read, how it compares, where it is from, and what it corrected. */
export function ScorecardCell({ cell, unit, href }: ScorecardCellProps) {
  const { state, reading } = cell;
  const { symbol, tone } = lookOf[state];
  return (
    <td className="py-1.5 pr-3">
      {reading !== null && (
        <p className="whitespace-nowrap font-semibold">
          {formatNumber(reading.value)} {unit}
        </p>
      )}
      <p className={`wm-state wm-tone-${tone} text-xs print:whitespace-normal print:text-2xs`}>
        <StateSymbol name={symbol} size={13} />
        {wordsOfCell[state]}
      </p>
      {reading === null && <Due cell={cell} />}
      {reading !== null && <Origin cell={cell} />}
      {href !== null && (
        <p className="no-print text-2xs">
          <TextLink href={href}>{reading === null ? "Record" : "Correct"}</TextLink>
        </p>
      )}
    </td>
  );
}

function Due({ cell }: { cell: Cell }) {
  return cell.dueOn === null || cell.state === "not_due" ? null : (
    <p className="text-2xs text-ink-2">since {paperDay(cell.dueOn)}</p>
  );
}

function Origin({ cell }: { cell: Cell }) {
  const { reading, corrected } = cell;
  if (reading === null) {
    return null;
  }
  return (
    <>
      <p className="text-2xs text-ink-2">
        {sourceOf(reading)}, {reading.recordedBy.name},{" "}
        <Timestamp at={reading.recordedAt} show="day" />
      </p>
      {corrected.map((earlier) => (
        <p key={earlier.id} className="text-2xs text-ink-3">
          <del>{formatNumber(earlier.value)}</del> {earlier.recordedBy.name},{" "}
          <Timestamp at={earlier.recordedAt} show="day" />
        </p>
      ))}
    </>
  );
}

function sourceOf({ metric, note }: NonNullable<Cell["reading"]>): string {
  if (metric === null) {
    return note;
  }
  const name = metric.slice === "" ? metric.name : `${metric.name} (${metric.slice})`;
  const data = metric.dataSetHash === "" ? "" : `, data ${metric.dataSetHash.slice(0, 8)}`;
  return `metric ${name}${data}`;
}
