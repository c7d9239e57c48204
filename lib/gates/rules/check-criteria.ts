import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { criteriaWithin } from "@/lib/playbooks/rules/criteria-within";
import type { Criterion } from "@/lib/playbooks/schema";

export type CheckCriterion = Extract<Criterion, { kind: "check" }>;

/** Checks a gate asks people to tick, also those inside all, any and not. */
export function checkCriteria(policy: Pick<GatePolicy, "criteria">): CheckCriterion[] {
  return criteriaWithin(policy.criteria)
    .map((found) => found.criterion)
    .filter((criterion) => criterion.kind === "check");
}
