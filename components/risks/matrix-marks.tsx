import { type Level, scoreOf } from "@/lib/risks/rules";
import type { RiskMovesView } from "@/lib/risks/schema";

const CELL = 56;
/** Width of the column of words before the cells: 4.5 rem. */
const LEFT = 72;
const ARROWS_FROM = 10;
const SIDE = CELL * 5;
const steps = [1, 2, 3, 4, 5] as const;

/** Beside the discs of a cell, not under them. */
function startOf({ likelihood, impact }: Level) {
  return { x: likelihood * CELL - 9, y: (5 - impact) * CELL + 9 };
}

function centreOf({ likelihood, impact }: Level) {
  return { x: (likelihood - 0.5) * CELL, y: (5.5 - impact) * CELL + 4 };
}

function Move({ from, to }: { from: Level; to: Level }) {
  const start = startOf(from);
  const aim = centreOf(to);
  const length = Math.hypot(aim.x - start.x, aim.y - start.y);
  const short = 18 / length;
  const end = { x: aim.x - (aim.x - start.x) * short, y: aim.y - (aim.y - start.y) * short };
  const angle = (Math.atan2(aim.y - start.y, aim.x - start.x) * 180) / Math.PI;
  return (
    <g>
      <path className="wm-heat-move" d={`M${start.x} ${start.y}L${end.x} ${end.y}`} />
      <path
        className="wm-heat-arrow"
        d="M1 0-6-3.4-4.4 0-6 3.4z"
        transform={`translate(${end.x} ${end.y}) rotate(${angle})`}
      />
      <circle className="wm-heat-from" cx={start.x} cy={start.y} r="3" />
    </g>
  );
}

/** A stair where what stands within meets what stands above; it begins where the first column is cut. */
function appetitePath(appetite: number): string {
  const within = steps.map((likelihood) => Math.min(5, Math.floor(appetite / likelihood)));
  const whole = within.filter((count) => count === 5).length;
  if (whole === 5) {
    return "";
  }
  const corners = within
    .slice(whole)
    .map((count, place) => `V${(5 - count) * CELL}H${(whole + place + 1) * CELL}`);
  return `M${whole * CELL} 0${corners.join("")}`;
}

type MatrixMarksProps = { moves: RiskMovesView; appetite: number };

/** Laid over the cells and out of reach of the pointer; the levels stand in the table of risks too. */
export function MatrixMarks({ moves, appetite }: MatrixMarksProps) {
  const drawn = moves.filter((move) => scoreOf(move.from) >= ARROWS_FROM);
  return (
    <svg
      className="pointer-events-none absolute top-0"
      style={{ left: LEFT }}
      width={SIDE}
      height={SIDE}
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      aria-hidden="true"
    >
      <path className="wm-heat-appetite" d={appetitePath(appetite)} />
      {drawn.map(({ from, to }) => (
        <Move
          key={`${from.likelihood}${from.impact}${to.likelihood}${to.impact}`}
          from={from}
          to={to}
        />
      ))}
    </svg>
  );
}
