import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { criteriaWithin } from "@/lib/playbooks/rules/criteria-within";
import type { Criterion } from "@/lib/playbooks/schema";

export type AttestationCriterion = Extract<Criterion, { kind: "attestation" }>;

/** Judgements a gate asks people for, also those inside all, any and not. */
export function attestationCriteria(policy: Pick<GatePolicy, "criteria">): AttestationCriterion[] {
  return criteriaWithin(policy.criteria)
    .map((found) => found.criterion)
    .filter((criterion) => criterion.kind === "attestation");
}
