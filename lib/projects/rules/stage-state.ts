import type { GateState } from "@/lib/projects/rules/trail-geometry";

export type StageState = "not_started" | "active" | "done" | "tailored_out";

/** Gates that let the work after them rest on what came before. */
export function holds(state: GateState): boolean {
  return state === "passed" || state === "passed_with_conditions" || state === "waived";
}

export type StageFacts = {
  isTailoredOut: boolean;
  tasksStarted: number;
  /** The finish gate; null when the stage has none. */
  gateState: GateState | null;
};

/**
 * States of all stages of a project, in their order. A stage is done when its
 * gate holds; active when a task has started or the gate before it holds. The
 * first stage has no gate before it and is active from the first day. Stages
 * tailored out are passed over: the gate before them is the gate before the
 * next one.
 */
export function stageStates(stages: readonly StageFacts[]): StageState[] {
  let isOpen = true;
  return stages.map((stage) => {
    if (stage.isTailoredOut) {
      return "tailored_out";
    }
    const mayBegin = isOpen;
    isOpen = stage.gateState === null ? mayBegin : holds(stage.gateState);
    if (stage.gateState !== null && isOpen) {
      return "done";
    }
    return mayBegin || stage.tasksStarted > 0 ? "active" : "not_started";
  });
}
