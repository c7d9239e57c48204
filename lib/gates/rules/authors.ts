import { evidenceOfKind } from "@/lib/gates/rules/criteria/evidence";
import { measuredFor } from "@/lib/gates/rules/criteria/measured-for";
import { askedOutputs } from "@/lib/gates/rules/criteria/outputs-attached";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import { BUSINESS_CASE, coveredKeys } from "@/lib/gates/rules/subjects";
import { criteriaWithin } from "@/lib/playbooks/rules/criteria-within";
import type { Criterion } from "@/lib/playbooks/schema";

/**
 * Who wrote what a gate rests on: the case and the evidence its approvals
 * cover, and the evidence and values its criteria look at. A report is no less
 * somebody's own for being counted by a criterion instead of signed by hash.
 */
export function authorsOf(at: GateAt): Set<string> {
  const keys = coveredKeys(at.gate.policy);
  const asked = criteriaWithin(at.gate.policy.criteria).map(({ criterion }) => criterion);
  const isCaseAsked = keys.includes(BUSINESS_CASE) || asked.some(({ kind }) => kind === "signed");
  return new Set([
    ...attachedTo(at, (key) => keys.includes(key)),
    ...asked.flatMap((criterion) => authorsFor(criterion, at)),
    ...(isCaseAsked ? submitter(at) : []),
  ]);
}

function authorsFor(criterion: Criterion, at: GateAt): string[] {
  switch (criterion.kind) {
    case "evidence":
      return evidenceOfKind(at, criterion.evidenceKind).map(({ addedById }) => addedById);
    case "metric": {
      const { found } = measuredFor(criterion, at);
      return found === undefined ? [] : [found.addedById];
    }
    case "outputs-attached": {
      const keys = askedOutputs(criterion, at).map(({ key }) => key);
      return attachedTo(at, (key) => keys.includes(key));
    }
    default:
      return [];
  }
}

function attachedTo({ project }: GateAt, isMeant: (outputKey: string) => boolean): string[] {
  const outputs = new Set(project.outputs.filter(({ key }) => isMeant(key)).map(({ id }) => id));
  return project.evidence
    .filter(({ outputId }) => outputId !== null && outputs.has(outputId))
    .map(({ addedById }) => addedById);
}

function submitter({ project }: GateAt): string[] {
  const latest = project.businessCase?.versions[0];
  return latest === undefined ? [] : [latest.submittedById];
}
