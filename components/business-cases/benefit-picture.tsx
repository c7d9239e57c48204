import type { CaseView, Economics, MoneyLine } from "@/lib/business-cases/schema";
import { formatNumber } from "@/lib/kernel/format-number";

type BenefitPictureProps = { economics: Economics; outlook: CaseView["outlook"] };

const WIDTH = 320;
/** Room after the longest bar for its figure and unit. */
const FIGURE = 96;
/** A line for the words and the bar below it: a long name is never cut. */
const ROW = 36;
const shown = (value: number) => formatNumber(value, { decimals: 1 });

/** Bars on one scale from zero, whisker for the range; the figures beneath are what is signed. */
export function BenefitPicture({ economics, outlook }: BenefitPictureProps) {
  const lines = [
    ...economics.costs.map((line) => ({ ...line, kind: "cost" as const })),
    ...economics.benefits.map((line) => ({ ...line, kind: "benefit" as const })),
  ].filter((line) => line.likely !== null);
  if (lines.length === 0) {
    return <p className="text-ink-3 text-sm">No cost or benefit yet.</p>;
  }
  const max = Math.max(1, ...lines.map((line) => line.high ?? line.likely ?? 0));
  const scale = (value: number | null) => ((value ?? 0) / max) * (WIDTH - FIGURE);
  return (
    <>
      <svg
        viewBox={`0 0 ${WIDTH} ${lines.length * ROW + 4}`}
        className="w-full max-w-[26rem]"
        role="img"
        aria-label={lines.map(sentence).join("; ")}
      >
        {lines.map((line, index) => (
          <Bar
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            key={index}
            line={line}
            y={index * ROW + 4}
            scale={scale}
          />
        ))}
        <path d={`M0.5 0V${lines.length * ROW + 4}`} stroke="var(--wm-ink-3)" />
      </svg>
      <RangeTable lines={lines} />
      {outlook !== null && <Outlook economics={economics} outlook={outlook} />}
    </>
  );
}

const rhythmWords = { once: "once", yearly: "a year" } as const;

type RangeTableProps = { lines: readonly (MoneyLine & { kind: "cost" | "benefit" })[] };

/** Always there, also on paper: a signer answers for the range and not only for the bar. */
function RangeTable({ lines }: RangeTableProps) {
  return (
    <table className="mt-1 w-full max-w-[26rem] text-sm">
      <caption className="sr-only">Costs and benefits in figures</caption>
      <thead>
        <tr className="border-ink-3 border-b text-2xs text-ink-2">
          <th className="py-1 pr-2 text-left font-medium">Line</th>
          <th className="py-1 pr-2 text-right font-medium">Low</th>
          <th className="py-1 pr-2 text-right font-medium">Likely</th>
          <th className="py-1 pr-2 text-right font-medium">High</th>
          <th className="py-1 text-left font-medium">Unit</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ kind, label, low, likely, high, unit, rhythm }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <tr key={index} className="border-paper-line border-b align-top">
            <th scope="row" className="py-1 pr-2 text-left font-normal">
              {label}
              <span className="block text-2xs text-ink-3">{kind}</span>
            </th>
            {[low, likely, high].map((value, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: low, likely and high stay in their order
              <td key={place} className="py-1 pr-2 text-right">
                {value === null ? "–" : shown(value)}
              </td>
            ))}
            <td className="py-1">
              {unit} {rhythmWords[rhythm]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type BarProps = {
  line: MoneyLine & { kind: "cost" | "benefit" };
  y: number;
  scale: (value: number | null) => number;
};

function Bar({ line, y, scale }: BarProps) {
  const fill = line.kind === "cost" ? "var(--wm-idle-fill)" : "var(--wm-spruce)";
  const low = scale(line.low);
  const end = scale(line.high ?? line.likely);
  return (
    <g fontSize={11} fill="var(--wm-ink)">
      <text x={6} y={y + 10} fill="var(--wm-ink-2)">
        {line.label}
      </text>
      <rect x={0} y={y + 15} width={scale(line.likely)} height={11} fill={fill} />
      {line.low !== null && line.high !== null && (
        <path
          d={`M${low} ${y + 20.5}H${end}M${low} ${y + 17}v7M${end} ${y + 17}v7`}
          stroke="var(--wm-ink)"
          fill="none"
        />
      )}
      <text x={end + 6} y={y + 24} fontWeight={600}>
        {shown(line.likely ?? 0)} {line.unit}
      </text>
    </g>
  );
}

function Outlook({
  economics,
  outlook,
}: {
  economics: Economics;
  outlook: NonNullable<CaseView["outlook"]>;
}) {
  const { npv, paybackYears, unit } = outlook;
  return (
    <p className="mt-1 text-ink-2 text-sm">
      Net present value {shown(npv.likely)} {unit} (range {shown(npv.pessimistic)} to{" "}
      {shown(npv.optimistic)}) at {economics.ratePercent} % over {economics.horizonYears} years.{" "}
      {paybackYears === null
        ? "It does not pay back within this horizon."
        : `It pays back after ${shown(paybackYears)} years.`}
    </p>
  );
}

function sentence(line: MoneyLine & { kind: string }): string {
  const range =
    line.low === null || line.high === null ? "" : `, ${shown(line.low)} to ${shown(line.high)}`;
  return `${line.kind} ${line.label}: ${shown(line.likely ?? 0)} ${line.unit}${range}, ${line.rhythm}`;
}
