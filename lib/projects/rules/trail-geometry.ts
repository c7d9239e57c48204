export type GateState =
  | "locked"
  | "ready"
  | "in_review"
  | "passed"
  | "passed_with_conditions"
  | "changes_requested"
  | "rejected"
  | "waived"
  | "lapsed";

export type TrailTaskState = "todo" | "doing" | "done" | "blocked" | "tailored_out";

export type TrailTaskView = {
  id: string;
  /** 0 to 1. */
  progress: number;
  state: TrailTaskState;
};

export type TrailGateView = {
  id: string;
  code: string;
  name: string;
  state: GateState;
  dateOn: string | null;
  slipDays: number | null;
  href: string;
  /** Whole sentence for tooltips and screen readers. */
  label: string;
};

export type TrailStageView = {
  id: string;
  number: number;
  name: string;
  group: string;
  href: string;
  tasks: TrailTaskView[];
  state: "not_started" | "active" | "done" | "tailored_out";
  /** Third line under the name: "2 of 4, day 12 of 14". */
  note: string;
  planStartOn: string | null;
  planEndOn: string | null;
  gate: TrailGateView | null;
};

export type TrailLoopView = {
  fromIndex: number;
  toIndex: number;
  iteration: number;
  who: string;
  /** Printed as it stands: "16 Nov". */
  at: string;
  reason: string;
};

export type TrailView = {
  stages: TrailStageView[];
  /** Stage index plus share of the estimated work done. */
  position: number;
  /** The same from the approved plan at today's date. */
  planPosition: number | null;
  slipDays: number;
  paused: boolean;
  loops: TrailLoopView[];
  viewedStageId?: string;
};

/** A place along the trail, as `share` of its width plus `px`: exact at every width. */
export type Along = { share: number; px: number };

const trailMargin = { start: 10, end: 4 } as const;
export const gateSlot = 34;

/** Where a place lies when the trail is `width` pixels wide. */
export function atWidth(along: Along, width: number): number {
  return along.share * width + along.px;
}

/** The same place for a stylesheet. */
export function cssAlong({ share, px }: Along): string {
  const percent = Math.round(share * 100_000) / 1000;
  const pixels = Math.round(px * 100) / 100;
  return `calc(${percent}% ${pixels < 0 ? "-" : "+"} ${Math.abs(pixels)}px)`;
}

export function betweenAlong(start: Along, end: Along): Along {
  return { share: end.share - start.share, px: end.px - start.px };
}

function clampShare(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}

type InStage = { index: number; share: number };

/**
 * A place on the rail. Each stage is one pitch, (width − 14) / stages, wide; its last 34 pixels
 * are the gate's, so work at share 1 ends where the gate slot begins.
 */
export function railPlace(stages: number, { index, share }: InStage): Along {
  const inset = trailMargin.start + trailMargin.end;
  const steps = (index + share) / stages;
  return { share: steps, px: trailMargin.start - inset * steps - gateSlot * share };
}

/** The centre of a stage's gate, halfway through its slot. */
export function gatePlace(stages: number, index: number): Along {
  const end = railPlace(stages, { index: index + 1, share: 0 });
  return { share: end.share, px: end.px - gateSlot / 2 };
}

/** Splits a position such as 3.62 into stage and share; anything outside the trail is brought in. */
export function inStage(stages: number, position: number): InStage {
  const sound = Number.isFinite(position) ? position : 0;
  const bounded = Math.min(stages, Math.max(0, sound));
  const index = Math.min(Math.max(stages - 1, 0), Math.floor(bounded));
  return { index, share: clampShare(bounded - index) };
}

export function positionPlace(stages: number, position: number): Along {
  return railPlace(stages, inStage(stages, position));
}

export type PlanLine = {
  drift: "behind" | "ahead" | "level";
  end: Along;
  /** Up to here the plan is slate; from here to `end` it is ochre when behind. */
  turn: Along;
  label: string;
  /** Which side of the end tick has room for the label. */
  labelSide: "after" | "before";
};

function driftLabel(drift: PlanLine["drift"], days: number): string {
  const size = Math.abs(days);
  if (drift === "level" || size === 0) {
    return "On plan";
  }
  return `${size} d ${drift}`;
}

const levelWithin = 0.005;

export function planLine(
  view: Pick<TrailView, "stages" | "position" | "planPosition" | "slipDays">,
): PlanLine | null {
  if (view.planPosition === null || view.stages.length === 0) {
    return null;
  }
  const stages = view.stages.length;
  const gap = view.planPosition - view.position;
  const late = gap > 0 ? "behind" : "ahead";
  const drift = Math.abs(gap) < levelWithin ? "level" : late;
  const end = positionPlace(stages, view.planPosition);
  return {
    drift,
    end,
    turn: drift === "behind" ? positionPlace(stages, view.position) : end,
    label: driftLabel(drift, view.slipDays),
    labelSide: end.share > 0.8 ? "before" : "after",
  };
}

export type TrailCell = {
  id: string;
  state: TrailTaskState;
  start: Along;
  end: Along;
  /** Filled part, 0 to 1. */
  fill: number;
};

const cellGap = 1.5;

/** One cell per task between the stage's start and its gate slot. A stage without tasks has one. */
export function stageCells(stages: number, stage: Pick<TrailStageView, "tasks">, index: number) {
  const tasks = stage.tasks.length > 0 ? stage.tasks : [emptyTask];
  return tasks.map((task, place): TrailCell => {
    const start = railPlace(stages, { index, share: place / tasks.length });
    const end = railPlace(stages, { index, share: (place + 1) / tasks.length });
    const isLast = place === tasks.length - 1;
    return {
      id: task.id,
      state: task.state,
      start,
      end: isLast ? end : { share: end.share, px: end.px - cellGap },
      fill: task.state === "done" ? 1 : clampShare(task.progress),
    };
  });
}

const emptyTask: TrailTaskView = { id: "none", progress: 0, state: "todo" };

export type TrailGroup = { name: string; start: Along; end: Along };

/** Brackets over neighbouring stages of one group. */
export function trailGroups(stages: readonly Pick<TrailStageView, "group">[]): TrailGroup[] {
  const runs: { name: string; first: number; last: number }[] = [];
  for (const [index, stage] of stages.entries()) {
    const run = runs.at(-1);
    if (run !== undefined && run.name === stage.group) {
      run.last = index;
    } else {
      runs.push({ name: stage.group, first: index, last: index });
    }
  }
  return runs.map(({ name, first, last }) => {
    const end = railPlace(stages.length, { index: last + 1, share: 0 });
    return {
      name,
      start: railPlace(stages.length, { index: first, share: 0 }),
      end: { share: end.share, px: end.px - 6 },
    };
  });
}

/** Share of a stage's work that is done, each task counted alike. */
export function stageProgress(stage: Pick<TrailStageView, "tasks" | "state">): number {
  const tasks = stage.tasks.filter((task) => task.state !== "tailored_out");
  if (stage.state === "done") {
    return 1;
  }
  if (tasks.length === 0) {
    return 0;
  }
  const done = tasks.map((task) => (task.state === "done" ? 1 : clampShare(task.progress)));
  return done.reduce((sum, share) => sum + share, 0) / tasks.length;
}
