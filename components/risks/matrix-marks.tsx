import { type Level, scoreOf } from "@/lib/risks/rules";
import type { RiskMovesView } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";

/** A cell of 3.5 rem in the units of the drawing. */
const CELL = 56;
/** Paper has a smaller rem: what lies over the table is measured as the table is. */
const rem = (units: number) => `${units / 16}rem`;
/** Width of the column of words before the cells: 4.5 rem. */
const LEFT = 72;
/** Height of the line above the cells: 1.25 rem. */
const TOP = 20;
const ARROWS_FROM = 10;
/** More than these hide the cells; the rest shows where a cell is pointed at. */
const ARROWS_SHOWN = 12;

type Point = { x: number; y: number };
/** A cell, and how many impacts there are above the lowest. */
type Place = Level & { rows: number };

/** In the lower corner, away from the score and from the discs of a cell. */
function startOf({ likelihood, impact, rows }: Place): Point {
  return { x: likelihood * CELL - 8, y: (rows + 1 - impact) * CELL - 8 };
}

/** The middle of the discs, which stand below the score of their cell. */
function centreOf({ likelihood, impact, rows }: Place): Point {
  return { x: (likelihood - 0.5) * CELL, y: (rows + 0.5 - impact) * CELL + 7 };
}

/** Along a row the way bends below the discs it passes; elsewhere it is straight. */
function bendOf(start: Point, aim: Point): Point {
  const isAlongRow = Math.abs(aim.y - start.y) < CELL / 2;
  const isFar = Math.abs(aim.x - start.x) > 1.5 * CELL;
  return {
    x: (start.x + aim.x) / 2,
    y: (start.y + aim.y) / 2 + (isAlongRow && isFar ? 20 : 0),
  };
}

/** Where the way from the bend meets the edge of the discs, which take more room when there are more. */
function endOf({ bend, aim, count }: { bend: Point; aim: Point; count: number }): Point {
  const way = { x: aim.x - bend.x, y: aim.y - bend.y };
  const reach = { x: count > 1 ? 24 : 14, y: count > 2 ? 24 : 14 };
  const share = 1 / Math.max(Math.hypot(way.x / reach.x, way.y / reach.y), 1);
  return { x: aim.x - way.x * share, y: aim.y - way.y * share };
}

type Move = RiskMovesView[number];
type MovesProps = { moves: RiskMovesView; rows: number; countAt: (level: Level) => number };

/** A tenth of a unit is less than the eye sees. */
const at = (...numbers: number[]) => numbers.map((each) => Math.round(each * 10) / 10).join(" ");

/** Corners of an arrowhead that looks to the right, its point just beyond where it stands. */
const HEAD: readonly Point[] = [
  { x: 1, y: 0 },
  { x: -6, y: -3.4 },
  { x: -4.4, y: 0 },
  { x: -6, y: 3.4 },
];

function headPath(end: Point, angle: number): string {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = HEAD.map(({ x, y }) => at(end.x + x * cos - y * sin, end.y + x * sin + y * cos));
  return `M${corners.join("L")}z`;
}

function pathsOf({ from, to }: Move, { rows, countAt }: MovesProps) {
  const start = startOf({ ...from, rows });
  const aim = centreOf({ ...to, rows });
  const bend = bendOf(start, aim);
  const end = endOf({ bend, aim, count: countAt(to) });
  return {
    way: `M${at(start.x, start.y)}Q${at(bend.x, bend.y, end.x, end.y)}`,
    head: headPath(end, Math.atan2(end.y - bend.y, end.x - bend.x)),
    foot: `M${at(start.x - 3, start.y)}a3 3 0 1 0 6 0a3 3 0 1 0-6 0`,
  };
}

/** All ways are one path, and so are their heads and feet: a register can have hundreds of moves. */
function Moves(props: MovesProps) {
  const paths = props.moves.map((move) => pathsOf(move, props));
  return (
    <>
      <path className="wm-heat-move" d={paths.map(({ way }) => way).join("")} />
      <path className="wm-heat-arrow" d={paths.map(({ head }) => head).join("")} />
      <path className="wm-heat-from" d={paths.map(({ foot }) => foot).join("")} />
    </>
  );
}

/** How many likelihoods stand within the appetite at every impact. */
function wholeColumns({ within, impacts }: Matrix): number {
  return within.filter((upTo) => upTo === impacts.length).length;
}

/** A stair where what stands within meets what stands above; it begins where the first column is cut. */
function appetitePath(matrix: Matrix): string {
  const { within, impacts } = matrix;
  const whole = wholeColumns(matrix);
  if (whole === within.length) {
    return "";
  }
  const corners = within
    .slice(whole)
    .map((upTo, place) => `V${(impacts.length - upTo) * CELL}H${(whole + place + 1) * CELL}`);
  return `M${whole * CELL} ${-TOP}${corners.join("")}`;
}

function Sides({ matrix }: { matrix: Matrix }) {
  const x = wholeColumns(matrix) * CELL;
  return x === matrix.within.length * CELL ? null : (
    <g className="wm-heat-axis">
      {x > 0 && (
        <text x={x - 6} y={-7} textAnchor="end">
          Within
        </text>
      )}
      <text x={x + 6} y={-7} className="wm-heat-title">
        Above appetite
      </text>
    </g>
  );
}

const isSame = (one: Level, other: Level) =>
  one.likelihood === other.likelihood && one.impact === other.impact;

const keyOf = ({ from, to }: Move) =>
  `${from.likelihood}${from.impact}${to.likelihood}${to.impact}`;

/** The moves that are always drawn: from a score of 10 up, of many the most frequent. */
function movesShown(moves: RiskMovesView): RiskMovesView {
  return moves
    .filter((move) => scoreOf(move.from) >= ARROWS_FROM)
    .toSorted((one, other) => other.count - one.count || scoreOf(other.from) - scoreOf(one.from))
    .slice(0, ARROWS_SHOWN);
}

type HiddenMovesProps = { cell: Level & { count: number }; moves: RiskMovesView; rows: number };

/** What else ended in a cell: drawn while its link is pointed at or focused. */
export function HiddenMoves({ cell, moves, rows }: HiddenMovesProps) {
  const shown = new Set(movesShown(moves).map(keyOf));
  const hidden = moves.filter((move) => isSame(move.to, cell) && !shown.has(keyOf(move)));
  return hidden.length === 0 ? null : (
    <svg
      className="pointer-events-none absolute hidden overflow-visible group-hover:block group-focus-visible:block"
      style={{
        left: rem((1 - cell.likelihood) * CELL),
        top: rem((cell.impact - rows) * CELL),
        width: rem(1),
        height: rem(1),
      }}
      viewBox="0 0 1 1"
      aria-hidden="true"
    >
      <Moves moves={hidden} rows={rows} countAt={() => cell.count} />
    </svg>
  );
}

type MatrixMarksProps = {
  moves: RiskMovesView;
  heatMap: readonly (Level & { count: number })[];
  matrix: Matrix;
};

/** Between the grounds of the cells and what stands in them; the levels stand in the table of risks too. */
export function MatrixMarks({ moves, heatMap, matrix }: MatrixMarksProps) {
  const drawn = movesShown(moves);
  const rows = matrix.impacts.length;
  const [width, height] = [matrix.likelihoods.length * CELL, rows * CELL];
  const countAt = (level: Level) => heatMap.find((cell) => isSame(cell, level))?.count ?? 0;
  return (
    <svg
      className="pointer-events-none absolute overflow-visible"
      style={{ left: rem(LEFT), top: rem(TOP), width: rem(width), height: rem(height) }}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <Sides matrix={matrix} />
      {drawn.length > 0 && <Moves moves={drawn} rows={rows} countAt={countAt} />}
      <path className="wm-heat-appetite" d={appetitePath(matrix)} />
    </svg>
  );
}
