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
      (person) => person.userId === decision.approverId && person.roles.includes(decision.role),
    ),
  );
}
