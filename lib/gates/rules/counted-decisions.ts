import type { DecisionFacts, PersonFacts } from "@/lib/gates/rules/gate-facts";

/**
 * While a round is open only those count who still hold the role they decided
 * in; a decision of somebody who left stays on record and counts no more.
 */
export function countedDecisions(
  decisions: readonly DecisionFacts[],
  people: readonly PersonFacts[],
): DecisionFacts[] {
  return decisions.filter((decision) =>
    people.some(
      (person) => person.userId === principalOf(decision) && person.roles.includes(decision.role),
    ),
  );
}

/** Whose decision it is: the approver's own, or that of the person whose place they took. */
export function principalOf(
  decision: Pick<DecisionFacts, "approverId" | "delegatedFromId">,
): string {
  return decision.delegatedFromId ?? decision.approverId;
}
