import { departureShare, landingShare, trailArcs } from "./trail-arcs";
import { type GateState, inStage, planLine, stageProgress, type TrailView } from "./trail-geometry";

/** The mini trail is drawn in fixed units: nine stages make 164 by 20. */
export const mini = { pitch: 18, barWidth: 11, barHeight: 4, barTop: 9, height: 20, centre: 11 };

export type MiniGate = { id: string; state: GateState; x: number; radius: number };

/** A cubic between two feet at y 7; `top` is the height of both controls. */
type MiniArc = { iteration: number; from: number; to: number; top: number };

export type MiniTrail = {
  width: number;
  bars: { id: string; x: number; fill: number; blocked: boolean }[];
  gates: MiniGate[];
  arcs: MiniArc[];
  blazeX: number;
  plan: { drift: "behind" | "ahead"; start: number; end: number } | null;
};

function miniX(stages: number, position: number): number {
  const { index, share } = inStage(stages, position);
  return round(1 + mini.pitch * index + mini.barWidth * share);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const gateRadius = { in_review: 4.5, locked: 3, changes_requested: 3 } as const;

function radiusOf(state: GateState): number {
  return state in gateRadius ? gateRadius[state as keyof typeof gateRadius] : 3.5;
}

/** Control height per level: the highest arc still ends inside the picture. */
const controlY = [1.5, -0.4, -2] as const;

function layArcs(view: TrailView): MiniArc[] {
  const stages = view.stages.length;
  return trailArcs(stages, view.loops).arcs.map(({ loop, level }) => ({
    iteration: loop.iteration,
    from: miniX(stages, loop.fromIndex + departureShare(level)),
    to: miniX(stages, loop.toIndex + landingShare(level)),
    top: controlY[level] ?? controlY[0],
  }));
}

function miniPlan(view: TrailView): MiniTrail["plan"] {
  const line = planLine(view);
  if (line === null || line.drift === "level" || view.planPosition === null) {
    return null;
  }
  const here = miniX(view.stages.length, view.position);
  const planned = miniX(view.stages.length, view.planPosition);
  return { drift: line.drift, start: Math.min(here, planned), end: Math.max(here, planned) };
}

export function layMiniTrail(view: TrailView): MiniTrail {
  const stages = view.stages.length;
  return {
    width: 2 + mini.pitch * stages,
    bars: view.stages.map((stage, index) => ({
      id: stage.id,
      x: 1 + mini.pitch * index,
      fill: round(mini.barWidth * stageProgress(stage)),
      blocked: stage.tasks.some((task) => task.state === "blocked"),
    })),
    gates: view.stages.flatMap((stage, index) =>
      stage.gate === null
        ? []
        : [
            {
              id: stage.gate.id,
              state: stage.gate.state,
              x: 1 + mini.pitch * index + 14.5,
              radius: radiusOf(stage.gate.state),
            },
          ],
    ),
    arcs: layArcs(view),
    blazeX: miniX(stages, view.position),
    plan: miniPlan(view),
  };
}
