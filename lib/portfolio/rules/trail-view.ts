import { daysBetween } from "@/lib/kernel/calendar";
import { dayWord } from "@/lib/portfolio/rules/day-words";
import { gateLabel, isCleared } from "@/lib/portfolio/rules/gate-label";
import type { LoopFacts, StageFacts, TaskFacts } from "@/lib/portfolio/rules/stage-facts";
import { stageNote } from "@/lib/portfolio/rules/stage-note";
import type { Standing } from "@/lib/portfolio/rules/standing";
import { taskProgress } from "@/lib/portfolio/rules/task-progress";
import { titleOfLoopReason } from "@/lib/projects/rules/loop-reasons";
import type {
  TrailGateView,
  TrailLoopView,
  TrailStageView,
  TrailView,
} from "@/lib/projects/rules/trail-geometry";

export type StageWithTasks = StageFacts & { tasks: readonly TaskFacts[] };

type TrailFacts = {
  projectId: string;
  stages: readonly StageWithTasks[];
  loops: readonly LoopFacts[];
  standing: Standing;
  today: string;
};

/** Everything the full trail and the bar draw. */
export function trailViewOf(facts: TrailFacts): TrailView {
  const { stages, standing, today } = facts;
  return {
    stages: stages.map((stage, index) => stageViewOf(stage, { ...facts, index })),
    position: standing.position,
    planPosition: standing.planPosition,
    slipDays: standing.slipDays,
    paused: standing.health.state === "paused",
    loops: loopViewsOf(facts.loops, { stages, today }),
  };
}

function stageViewOf(
  stage: StageWithTasks,
  { index, projectId, stages, loops, standing, today }: TrailFacts & { index: number },
): TrailStageView {
  const state = standing.states[index] ?? "not_started";
  return {
    id: stage.id,
    number: stage.number,
    name: stage.name,
    group: stage.group,
    href: `/projects/${projectId}/stages/${stage.id}`,
    tasks: stage.tasks.map((task) => ({
      id: task.id,
      progress: taskProgress(task),
      state: task.status,
    })),
    state,
    note: stageNote({
      stage,
      state,
      visits: visitsOf(stage, { stages, loops }),
      isLast: index === stages.length - 1,
      today,
    }),
    planStartOn: stage.planStartOn,
    planEndOn: stage.planEndOn,
    gate: gateViewOf(stage, { projectId, today }),
  };
}

/** How often work came through a stage: once, and once more for each way back across it. */
function visitsOf(
  stage: StageFacts,
  { stages, loops }: { stages: readonly StageFacts[]; loops: readonly LoopFacts[] },
): number {
  const numberOf = (id: string) => stages.find((other) => other.id === id)?.number ?? 0;
  const crossings = loops.filter(
    (loop) => stage.number >= numberOf(loop.toStageId) && stage.number < numberOf(loop.fromStageId),
  );
  return 1 + crossings.length;
}

/** Date of a gate is when it passed, else when the plan of today wants it. */
export function gateViewOf(
  stage: StageFacts,
  { projectId, today }: { projectId: string; today: string },
): TrailGateView | null {
  const { gate } = stage;
  if (gate === null) {
    return null;
  }
  const passedOn = isCleared(gate.state) ? gate.passedOn : null;
  const dateOn = stage.isTailoredOut ? null : (passedOn ?? stage.planEndOn);
  const slipDays = dateOn === null ? null : slipOfGate(stage, { dateOn, passedOn, today });
  return {
    id: gate.id,
    code: gate.code,
    name: gate.name,
    state: gate.state,
    dateOn,
    slipDays,
    href: `/projects/${projectId}/gates/${gate.id}`,
    label: gateLabel(gate, { dateOn, slipDays, today }),
  };
}

/** Against the first plan; a gate that should have passed by now slips a day each day. */
function slipOfGate(
  stage: StageFacts,
  { dateOn, passedOn, today }: { dateOn: string; passedOn: string | null; today: string },
): number {
  const expectedOn = passedOn === null && dateOn < today ? today : dateOn;
  return daysBetween(stage.firstPlanEndOn, expectedOn);
}

export function loopViewsOf(
  loops: readonly LoopFacts[],
  { stages, today }: { stages: readonly { id: string }[]; today: string },
): TrailLoopView[] {
  const indexOf = (id: string) => stages.findIndex((stage) => stage.id === id);
  return loops.map((loop) => ({
    fromIndex: indexOf(loop.fromStageId),
    toIndex: indexOf(loop.toStageId),
    iteration: loop.iteration,
    who: loop.who,
    at: dayWord(loop.on, today),
    reason: loop.reasonText === "" ? titleOfLoopReason[loop.reason] : loop.reasonText,
  }));
}
