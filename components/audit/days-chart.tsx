import { Cell, DataTable, HeadCell, Row } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { formatDay } from "@/components/ui/format-date";
import { Link } from "@/components/ui/link";
import type { AuditDaysView } from "@/lib/audit/schema";
import { formatNumber } from "@/lib/kernel/format-number";
import { type AuditSearch, auditHref } from "./audit-address";

type DaysChartProps = { days: AuditDaysView; search: AuditSearch; now: Date };
type Bar = AuditDaysView["bars"][number];

const PITCH = 10;
const BAR = 7;
const HEIGHT = 40;
const FOOT = 10;

const barWords: Readonly<Record<number, string>> = { 1: "a day", 7: "a week", 28: "in 4 weeks" };
const plural = (count: number, one: string) => `${formatNumber(count)} ${one}`;

function entryWord(count: number): string {
  return count === 1 ? plural(count, "entry") : plural(count, "entries");
}

function spanWords({ from, to }: Pick<Bar, "from" | "to">, now: Date): string {
  const first = formatDay(from, { now });
  return from === to ? first : `${first} to ${formatDay(to, { now })}`;
}

/** What the picture shows, for whoever does not see it. */
function sentenceOf({ bars, entries, daysPerBar }: AuditDaysView, now: Date): string {
  const highest = bars.reduce<Bar | null>(
    (top, bar) => (bar.entries > (top?.entries ?? 0) ? bar : top),
    null,
  );
  const signed = bars.filter((bar) => bar.checkpoints > 0).length;
  const most =
    highest === null
      ? ""
      : `, most on ${spanWords(highest, now)}: ${formatNumber(highest.entries)}`;
  const unit = daysPerBar === 1 ? "days" : "bars";
  return `${entryWord(entries)}${most}. Checkpoints were published on ${signed} of ${bars.length} ${unit}.`;
}

function Picture({ days, now }: Pick<DaysChartProps, "days" | "now">) {
  const { bars } = days;
  const highest = Math.max(1, ...bars.map((bar) => bar.entries));
  const width = bars.length * PITCH;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT + FOOT}`}
      preserveAspectRatio="none"
      className="h-14 w-full"
      role="img"
      aria-label={sentenceOf(days, now)}
    >
      {bars.map((bar, place) => {
        const height = bar.entries === 0 ? 0 : Math.max(1, (bar.entries / highest) * HEIGHT);
        const x = place * PITCH + (PITCH - BAR) / 2;
        return (
          <g key={bar.from}>
            <rect x={x} y={HEIGHT - height} width={BAR} height={height} className="fill-data-cur">
              <title>{`${spanWords(bar, now)}: ${formatNumber(bar.entries)}`}</title>
            </rect>
            {bar.checkpoints > 0 && (
              <path
                d={`M${x + BAR / 2} ${HEIGHT + 3}v6`}
                className="stroke-ink stroke-2 [vector-effect:non-scaling-stroke]"
              />
            )}
          </g>
        );
      })}
      <path
        d={`M0 ${HEIGHT + 0.5}H${width}`}
        className="stroke-line-3 [vector-effect:non-scaling-stroke]"
      />
    </svg>
  );
}

function Legend({ days }: Pick<DaysChartProps, "days">) {
  return (
    <p className="flex flex-wrap gap-x-4 text-2xs text-ink-2" aria-hidden="true">
      <span className="inline-flex items-center gap-1.5">
        <span className="h-2.5 w-1.5 bg-data-cur" />
        Entries {barWords[days.daysPerBar] ?? `in ${days.daysPerBar} days`}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span className="h-2 w-0.5 bg-ink" />
        Published checkpoint
      </span>
    </p>
  );
}

/** The same figures, newest first; a line leads to the entries it counts. */
function Twin({ days, search, now }: DaysChartProps) {
  const shown = days.bars.filter((bar) => bar.entries > 0 || bar.checkpoints > 0).reverse();
  return (
    <Disclosure title="Show as table">
      <div className="max-h-72 overflow-y-auto">
        <DataTable
          caption="Entries and published checkpoints by day"
          density="dense"
          narrow="scroll"
          head={
            <>
              <HeadCell>{days.daysPerBar === 1 ? "Day, UTC" : "Days, UTC"}</HeadCell>
              <HeadCell align="number">Entries</HeadCell>
              <HeadCell align="number">Checkpoints</HeadCell>
            </>
          }
        >
          {shown.map((bar) => (
            <Row key={bar.from}>
              <Cell kind="lead">
                <Link
                  href={auditHref(search, { from: bar.from, to: bar.to })}
                  className="font-normal hover:underline"
                >
                  {spanWords(bar, now)}
                </Link>
              </Cell>
              <Cell align="number">{formatNumber(bar.entries)}</Cell>
              <Cell align="number">{formatNumber(bar.checkpoints)}</Cell>
            </Row>
          ))}
        </DataTable>
      </div>
    </Disclosure>
  );
}

/** Entries per day with a tick under each day on which a head was signed. */
export function DaysChart({ days, search, now }: DaysChartProps) {
  const { from, to, entries, bars } = days;
  if (from === null || to === null || bars.length === 0) {
    return null;
  }
  return (
    <div className="border-line border-b px-3.5 pt-3">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 max-sm:grid-cols-1 max-sm:gap-y-2">
        <p className="whitespace-nowrap">
          <b className="block font-semibold text-lg">{entryWord(entries)}</b>
          <span className="text-ink-2">in this period</span>
        </p>
        <div className="grid max-w-3xl gap-1">
          <Picture days={days} now={now} />
          <p className="flex justify-between text-2xs text-ink-3">
            <span>{formatDay(from, { now })}</span>
            {from !== to && <span>{formatDay(to, { now })}</span>}
          </p>
          <Legend days={days} />
        </div>
      </div>
      <div className="mt-1">
        <Twin days={days} search={search} now={now} />
      </div>
    </div>
  );
}
