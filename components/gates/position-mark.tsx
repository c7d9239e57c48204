import type { CriterionResult } from "@/lib/gates/schema";

const WIDTH = 84;
const MID = WIDTH / 2;

/** Where a number lies against its threshold: accepted range shaded, triangle inside, diamond outside. */
export function PositionMark({ result }: { result: CriterionResult }) {
  const { measured, status } = result;
  if (measured === null) {
    return null;
  }
  const span = Math.max(Math.abs(measured.threshold), Math.abs(measured.value), 1e-9);
  const offset = ((measured.value - measured.threshold) / span) * (MID - 6);
  const x = MID + Math.max(-MID + 6, Math.min(MID - 6, offset));
  const isAbove = measured.operator.includes("least") || measured.operator.includes("above");
  const isMet = status === "met";
  const color = isMet ? "var(--wm-spruce)" : "var(--wm-bad-fill)";
  return (
    <svg
      width={WIDTH}
      height={16}
      role="img"
      aria-label={`${measured.value}, limit ${measured.threshold}`}
    >
      <rect
        x={isAbove ? MID : 0}
        y={6}
        width={MID}
        height={7}
        fill="var(--wm-spruce-soft)"
        stroke="var(--wm-spruce-line)"
      />
      <path d={`M0 9.5H${WIDTH}`} stroke="var(--wm-ink-3)" />
      <path d={`M${MID} 4v11`} stroke="var(--wm-ink)" strokeWidth={1.5} />
      <path d={isMet ? `M${x - 4} 1h8l-4 6z` : `M${x} 1l4 4-4 4-4-4z`} fill={color} />
    </svg>
  );
}
