import { isCleared } from "@/lib/portfolio/rules/gate-label";
import type { LoopFacts, StageFacts } from "@/lib/portfolio/rules/stage-facts";
import type { HealthView } from "@/lib/portfolio/schema";
import { healthOf } from "@/lib/projects/rules/health";
import {
  type OpenLoop,
  type PlannedSpan,
  plannedDays,
  planPositionOn,
  positionOf,
  slipDays,
  stageIndexOf,
} from "@/lib/projects/rules/position";
import { type StageState, stageStates } from "@/lib/projects/rules/stage-state";
import type { ProjectStatus } from "@/lib/projects/schema";
import { riskKey } from "@/lib/risks/rules";

export type StandingFacts = {
  status: ProjectStatus;
  statusReason: string;
  /** Day the project was closed; nothing slips after it. */
  closedOn: string | null;
  stages: readonly StageFacts[];
  loops: readonly LoopFacts[];
  risksAboveAppetite: { count: number; firstNumber: number | null };
  overdueConditions: number;
};

export type Standing = {
  states: StageState[];
  position: number;
  planPosition: number | null;
  slipDays: number;
  health: HealthView;
  /** Stage the work is in; the last one when everything is done. */
  current: StageFacts | null;
  /** The stage whose gate is the next to pass. */
  next: StageFacts | null;
};

/** Where a project is, how far from its first plan, and how it stands. */
export function standingOf(facts: StandingFacts, today: string): Standing {
  const { stages, loops } = facts;
  const asOf = facts.closedOn ?? today;
  const states = statesOf(stages);
  const worked = stages.map((stage, index) => ({
    state: states[index] ?? "not_started",
    estimateDays: stage.estimateDays,
    estimateDoneDays: stage.estimateDoneDays,
  }));
  const openLoop = openLoopOf(stages, loops);
  const position = positionOf(worked, openLoop);
  const plan = stages.map(firstPlanOf);
  const slip = slipDays(asOf, { position, stages: plan });
  return {
    states,
    position,
    planPosition: stages.length === 0 ? null : planPositionOn(asOf, plan),
    slipDays: slip,
    health: healthAt(facts, { slipDays: slip, plannedDays: plannedDays(plan) }),
    current: stages[stageIndexOf(worked, openLoop)] ?? stages.at(-1) ?? null,
    next: stages.find(isNext) ?? null,
  };
}

function statesOf(stages: readonly StageFacts[]): StageState[] {
  return stageStates(
    stages.map(({ isTailoredOut, tasksStarted, gate }) => ({
      isTailoredOut,
      tasksStarted,
      gateState: gate?.state ?? null,
    })),
  );
}

function isNext({ isTailoredOut, gate }: StageFacts): boolean {
  return !isTailoredOut && gate !== null && !isCleared(gate.state);
}

function firstPlanOf(stage: StageFacts): PlannedSpan {
  const { isTailoredOut, firstPlanStartOn, firstPlanEndOn } = stage;
  return { isTailoredOut, startOn: firstPlanStartOn, endOn: firstPlanEndOn };
}

function openLoopOf(stages: readonly StageFacts[], loops: readonly LoopFacts[]): OpenLoop | null {
  const loop = loops.findLast((candidate) => candidate.isOpen);
  if (loop === undefined) {
    return null;
  }
  const indexOf = (id: string) => stages.findIndex((stage) => stage.id === id);
  return { toIndex: indexOf(loop.toStageId), fromIndex: indexOf(loop.fromStageId) };
}

function healthAt(
  facts: StandingFacts,
  slip: { slipDays: number; plannedDays: number },
): HealthView {
  if (facts.status === "paused") {
    return { state: "paused", reason: facts.statusReason };
  }
  const living = facts.stages.filter((stage) => !stage.isTailoredOut);
  const gateIn = (state: "rejected" | "lapsed") =>
    living.find(({ gate }) => gate?.state === state)?.gate ?? null;
  const { count, firstNumber } = facts.risksAboveAppetite;
  const { health, reason } = healthOf({
    rejectedGate: gateIn("rejected"),
    risksAboveAppetite: { count, firstKey: firstNumber === null ? null : riskKey(firstNumber) },
    lapsedGate: gateIn("lapsed"),
    overdueConditions: facts.overdueConditions,
    ...slip,
  });
  return { state: health, reason };
}
