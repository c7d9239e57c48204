import { evidenceOfKind } from "@/lib/gates/rules/criteria/evidence";
import { askedOutputs } from "@/lib/gates/rules/criteria/outputs-attached";
import type { GateAt, ProjectFacts } from "@/lib/gates/rules/gate-facts";
import { criteriaWithin } from "@/lib/playbooks/rules/criteria-within";
import type { Criterion } from "@/lib/playbooks/schema";

type Evidence = ProjectFacts["evidence"][number];

/** Every criterion of a gate, also those inside all, any and not. */
export function askedCriteria(at: GateAt): Criterion[] {
  return criteriaWithin(at.gate.policy.criteria).map(({ criterion }) => criterion);
}

/** The living evidence that the criteria of a gate look at, each once. */
export function evidenceRestedOn(at: GateAt): Evidence[] {
  return [...new Set(askedCriteria(at).flatMap((criterion) => evidenceFor(criterion, at)))];
}

export function evidenceOfOutputs(
  { project }: GateAt,
  isMeant: (outputKey: string) => boolean,
): Evidence[] {
  const outputs = new Set(project.outputs.filter(({ key }) => isMeant(key)).map(({ id }) => id));
  return project.evidence.filter(({ outputId }) => outputId !== null && outputs.has(outputId));
}

function evidenceFor(criterion: Criterion, at: GateAt): Evidence[] {
  switch (criterion.kind) {
    case "evidence":
      return evidenceOfKind(at, criterion.evidenceKind);
    case "outputs-attached": {
      const keys = askedOutputs(criterion, at).map(({ key }) => key);
      return evidenceOfOutputs(at, (key) => keys.includes(key));
    }
    default:
      return [];
  }
}
