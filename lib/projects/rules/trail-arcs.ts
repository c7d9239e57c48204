import { type Along, railPlace, type TrailLoopView } from "./trail-geometry";

export type TrailArc = {
  loop: TrailLoopView;
  from: Along;
  to: Along;
  /** 0 is nearest the rail. */
  level: number;
};

export type TrailArcs = {
  arcs: TrailArc[];
  /** Loops too old to be drawn, folded into "+2 earlier". */
  earlier: TrailLoopView[];
  levels: number;
};

const drawnArcs = 3;

type Interval = { low: number; high: number };

function stageIndex(stages: number, index: number): number {
  return Math.min(stages - 1, Math.max(0, Math.trunc(index)));
}

/**
 * Work stops in the later half of a stage and lands in the earlier half of another, and a higher
 * arc starts and lands further out: feet in one stage never meet.
 */
export function departureShare(level: number): number {
  return 0.54 + 0.14 * level;
}

export function landingShare(level: number): number {
  return 0.46 - 0.14 * level;
}

const highestLevel = drawnArcs - 1;

/** At least a stage wide, so that the pills of neighbouring arcs stay apart. */
function intervalOf(loop: TrailLoopView): Interval {
  const ends = [
    loop.fromIndex + landingShare(highestLevel),
    loop.fromIndex + departureShare(highestLevel),
    loop.toIndex + landingShare(highestLevel),
    loop.toIndex + departureShare(highestLevel),
  ];
  const middle = (Math.min(...ends) + Math.max(...ends)) / 2;
  return {
    low: Math.min(...ends, middle - 0.5),
    high: Math.max(...ends, middle + 0.5),
  };
}

function overlap(one: Interval, other: Interval): boolean {
  return one.low <= other.high && other.low <= one.high;
}

/** The three latest loops; short arcs lie nearest the rail, so a long one spans over them. */
export function trailArcs(stages: number, loops: readonly TrailLoopView[]): TrailArcs {
  if (stages === 0) {
    return { arcs: [], earlier: [], levels: 0 };
  }
  const inOrder = loops
    .map((loop) => ({
      ...loop,
      fromIndex: stageIndex(stages, loop.fromIndex),
      toIndex: stageIndex(stages, loop.toIndex),
    }))
    .toSorted((one, other) => one.iteration - other.iteration);
  const drawn = inOrder.slice(-drawnArcs);
  const earlier = inOrder.slice(0, -drawnArcs);

  const placed: { interval: Interval; level: number; loop: TrailLoopView }[] = [];
  const bySpan = drawn.toSorted((one, other) => spanOf(one) - spanOf(other));
  for (const loop of bySpan) {
    const interval = intervalOf(loop);
    const taken = placed.filter((arc) => overlap(arc.interval, interval)).map((arc) => arc.level);
    const level = [0, 1, 2].find((candidate) => !taken.includes(candidate)) ?? 0;
    placed.push({ interval, level, loop });
  }

  const arcs = placed
    .map(({ loop, level }) => ({
      loop,
      level,
      from: railPlace(stages, { index: loop.fromIndex, share: departureShare(level) }),
      to: railPlace(stages, { index: loop.toIndex, share: landingShare(level) }),
    }))
    .toSorted((one, other) => one.loop.iteration - other.loop.iteration);
  return { arcs, earlier, levels: 1 + Math.max(-1, ...arcs.map((arc) => arc.level)) };
}

function spanOf(loop: TrailLoopView): number {
  return Math.abs(loop.fromIndex - loop.toIndex);
}

/** "Iteration 3, opened 16 Nov by Beatriz Nunes": the head of an arc's tooltip. */
export function loopTitle(loop: TrailLoopView): string {
  return `Iteration ${loop.iteration}, opened ${loop.at} by ${loop.who}`;
}
