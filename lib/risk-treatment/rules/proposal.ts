import type { ProposalAnswer } from "@/lib/risk-treatment/schema";
import type { Level } from "@/lib/risks/rules";
import { loweredBy } from "@/lib/risks/rules/matrix";

export type ActionFacts = {
  likelihoodEffect: number;
  impactEffect: number;
  isTaskDone: boolean;
  /** When the task was last finished; null while it is not. */
  doneAt: Date | null;
  answer: ProposalAnswer | null;
  answeredAt: Date | null;
};

export type ActionState = "open" | "proposes" | "without_effect" | "taken" | "rejected";

/**
 * An answer speaks about one completion: a task that was reopened and finished
 * again proposes again.
 */
export function stateOfAction(action: ActionFacts): ActionState {
  const { isTaskDone, doneAt, answer, answeredAt } = action;
  if (!isTaskDone) {
    return "open";
  }
  const isAnswered =
    answeredAt !== null && (doneAt === null || answeredAt.getTime() >= doneAt.getTime());
  if (answer !== null && isAnswered) {
    return answer;
  }
  return action.likelihoodEffect + action.impactEffect === 0 ? "without_effect" : "proposes";
}

/**
 * What finished actions take off together: those that wait for an answer, and those
 * already taken that the current level does not know of, because it was rated before.
 */
export function effectOf(actions: readonly ActionFacts[], ratedAt: Date): Level {
  const counted = actions.filter((action) => {
    const state = stateOfAction(action);
    const isNewer = (action.answeredAt?.getTime() ?? 0) > ratedAt.getTime();
    return state === "proposes" || (state === "taken" && isNewer);
  });
  return {
    likelihood: counted.reduce((sum, { likelihoodEffect }) => sum + likelihoodEffect, 0),
    impact: counted.reduce((sum, { impactEffect }) => sum + impactEffect, 0),
  };
}

type Treated = Level & { ratedAt: Date };

/** The current level less what the finished actions take off, never below the first step. */
export function proposedResidual(risk: Treated, actions: readonly ActionFacts[]): Level {
  return loweredBy(risk, effectOf(actions, risk.ratedAt));
}
