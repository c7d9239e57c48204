import { acceptedSide, type Limit, meetsLimit } from "@/lib/gates/rules/limit";

const WIDTH = 84;
const MID = WIDTH / 2;
const EDGE = 6;
const EXACT = 6;

const ranges = {
  above: { x: MID, width: MID },
  below: { x: 0, width: MID },
  at: { x: MID - EXACT / 2, width: EXACT },
} as const;

/** Where a number lies against its threshold: accepted range shaded, triangle inside, diamond outside. */
export function PositionMark({ value, limit }: { value: number; limit: Limit }) {
  const { threshold, operator } = limit;
  const span = Math.max(Math.abs(threshold), Math.abs(value), 1e-9);
  const offset = ((value - threshold) / span) * (MID - EDGE);
  const x = MID + Math.max(EDGE - MID, Math.min(MID - EDGE, offset));
  const isMet = meetsLimit(value, limit);
  const color = isMet ? "var(--wm-spruce)" : "var(--wm-bad-fill)";
  return (
    <svg
      width={WIDTH}
      height={16}
      role="img"
      aria-label={`${value}, ${isMet ? "inside" : "outside"} the limit: ${operator.replace("-", " ")} ${threshold}`}
    >
      <rect
        {...ranges[acceptedSide(operator)]}
        y={6}
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
