import { measuredFor } from "@/lib/gates/rules/criteria/measured-for";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import { askedCriteria, evidenceOfOutputs, evidenceRestedOn } from "@/lib/gates/rules/rests-on";
import { BUSINESS_CASE, coveredKeys } from "@/lib/gates/rules/subjects";
import type { Criterion } from "@/lib/playbooks/schema";

/**
 * Who wrote what a gate rests on: the case and the evidence its approvals
 * cover, and the evidence and values its criteria look at. A report is no less
 * somebody's own for being counted by a criterion instead of signed by hash.
 */
export function authorsOf(at: GateAt): Set<string> {
  const keys = coveredKeys(at.gate.policy);
  const asked = askedCriteria(at);
  const isCaseAsked = keys.includes(BUSINESS_CASE) || asked.some(({ kind }) => kind === "signed");
  const attached = [...evidenceOfOutputs(at, (key) => keys.includes(key)), ...evidenceRestedOn(at)];
  return new Set([
    ...attached.map(({ addedById }) => addedById),
    ...asked.flatMap((criterion) => whoMeasured(criterion, at)),
    ...(isCaseAsked ? submitter(at) : []),
  ]);
}

function whoMeasured(criterion: Criterion, at: GateAt): string[] {
  const { found } = criterion.kind === "metric" ? measuredFor(criterion, at) : { found: undefined };
  return found === undefined ? [] : [found.addedById];
}

function submitter({ project }: GateAt): string[] {
  const latest = project.businessCase?.versions[0];
  return latest === undefined ? [] : [latest.submittedById];
}
