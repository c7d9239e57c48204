import type { CaseView, Economics, MoneyLine } from "@/lib/business-cases/schema";
import { formatNumber } from "@/lib/kernel/format-number";

type BenefitPictureProps = { economics: Economics; outlook: CaseView["outlook"] };

const WIDTH = 320;
/** Room after the longest bar for its figure and unit. */
const FIGURE = 96;
/** A line for the words and the bar below it: a long name is never cut. */
const ROW = 36;
const shown = (value: number) => formatNumber(value, { decimals: 1 });

/** Bars on one scale from zero, whisker for the range; the table beneath says the same in figures. */
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
      {outlook !== null && <Outlook economics={economics} outlook={outlook} />}
    </>
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
