import { evaluateCriterion } from "@/lib/gates/rules/criteria/evaluate-criterion";
import { measuredFor } from "@/lib/gates/rules/criteria/measured-for";
import { type GateAt, gateAt, type ProjectFacts } from "@/lib/gates/rules/gate-facts";
import type { MetricCriterion } from "@/lib/gates/schema/metric-criteria";
import { criteriaWithin } from "@/lib/playbooks/rules/criteria-within";
import type { Criterion } from "@/lib/playbooks/schema";

/** Every metric the gates of a project ask for, gate by gate, also inside all, any and not. */
export function metricCriteria(project: ProjectFacts): MetricCriterion[] {
  return project.gates
    .map((gate) => gateAt(project, gate))
    .filter(({ stage }) => !stage.isTailoredOut)
    .flatMap((at) =>
      criteriaWithin(at.gate.policy.criteria).flatMap(({ criterion }) =>
        criterion.kind === "metric" ? [viewOf(criterion, at)] : [],
      ),
    );
}

function viewOf(criterion: Extract<Criterion, { kind: "metric" }>, at: GateAt): MetricCriterion {
  const { id, metric, slice = "", operator, threshold } = criterion;
  const { status, sentence, measured } = evaluateCriterion(criterion, at);
  const { wanted } = measuredFor(criterion, at);
  return {
    criterionId: id,
    gate: { id: at.gate.id, code: at.gate.code, name: at.gate.name },
    metric,
    slice,
    operator,
    threshold,
    dataSet: wanted === null ? null : { words: wanted.words, hash: wanted.hashes[0] ?? null },
    status,
    sentence,
    value: measured?.value ?? null,
  };
}
