import type { StageState } from "@/lib/projects/rules/stage-state";

export type LoopStage = { id: string; number: number; name: string; state: StageState };
export type LoopTask = { id: string; stageId: string; status: string };
export type LoopGate = { id: string; stageId: string; state: string };

/** Null when the team may go back from one stage to the other. */
export function whyNotGoBack(from: LoopStage, to: LoopStage): string | null {
  if (to.number >= from.number) {
    return `Going back leads to a stage before ${from.name}.`;
  }
  if (to.state === "tailored_out") {
    return `${to.name} is switched off in this project. Switch it on first, or choose another stage.`;
  }
  if (from.state === "not_started") {
    return `${from.name} has not begun, so there is nothing to go back from.`;
  }
  return from.state === "tailored_out"
    ? `${from.name} is switched off in this project. Choose the stage you work in.`
    : null;
}

const ended = ["done", "doing", "blocked"];

/**
 * What going back does. The tasks of the target stage begin again, and those
 * of later stages the team names; other finished work after the target is
 * marked to be looked at again. Gates from the target up to the stage before
 * the origin return to locked.
 */
export function loopBackEffect<
  Stage extends LoopStage,
  Task extends LoopTask,
  Gate extends LoopGate,
>(facts: {
  stages: readonly Stage[];
  tasks: readonly Task[];
  gates: readonly Gate[];
  from: LoopStage;
  to: LoopStage;
  alsoReopen: ReadonlySet<string>;
}): { reopened: Task[]; toRecheck: Task[]; gates: Gate[] } {
  const { from, to, alsoReopen } = facts;
  const numberOf = new Map(facts.stages.map(({ id, number }) => [id, number]));
  const at = (stageId: string) => numberOf.get(stageId) ?? 0;
  const reopened = facts.tasks.filter(
    ({ id, stageId, status }) =>
      ended.includes(status) &&
      (at(stageId) === to.number || (at(stageId) > to.number && alsoReopen.has(id))),
  );
  const chosen = new Set(reopened.map(({ id }) => id));
  return {
    reopened,
    toRecheck: facts.tasks.filter(
      ({ id, stageId, status }) => status === "done" && at(stageId) > to.number && !chosen.has(id),
    ),
    gates: facts.gates.filter(
      ({ stageId }) => at(stageId) >= to.number && at(stageId) < from.number,
    ),
  };
}
