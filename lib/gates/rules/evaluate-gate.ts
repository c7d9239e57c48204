import { allOf } from "@/lib/gates/rules/criteria/combined";
import { listed, pages } from "@/lib/gates/rules/criteria/criterion-context";
import { evaluateCriterion } from "@/lib/gates/rules/criteria/evaluate-criterion";
import type { ConditionFacts, GateAt } from "@/lib/gates/rules/gate-facts";
import type { CriterionResult } from "@/lib/gates/schema";

export type Evaluation = {
  results: CriterionResult[];
  /** Every criterion holds, and at least one of them was asked. */
  isMet: boolean;
  met: number;
  of: number;
};

export function evaluateGate(at: GateAt): Evaluation {
  const asked = at.gate.policy.criteria.map((criterion) => evaluateCriterion(criterion, at));
  const results = [...asked, ...conditionResult(at)];
  const counted = results.filter((result) => result.status !== "not_applicable");
  return {
    results,
    isMet: allOf(asked) === "met" && allOf(results) === "met",
    met: counted.filter((result) => result.status === "met").length,
    of: counted.length,
  };
}

/** Conditions of earlier gates that must be met before this one may pass. */
export function openConditionsBefore({ project, gate }: GateAt): ConditionFacts[] {
  return project.conditions.filter(
    (condition) => condition.blocksGateId === gate.id && !condition.isMet,
  );
}

function conditionResult(at: GateAt): CriterionResult[] {
  const { project, gate } = at;
  const all = project.conditions.filter((condition) => condition.blocksGateId === gate.id);
  if (all.length === 0 || at.stage.isTailoredOut) {
    return [];
  }
  const open = openConditionsBefore(at);
  const first = open[0];
  const codeOf = (condition: ConditionFacts) => {
    const source = project.gates.find((each) => each.id === condition.gateId);
    return `${condition.code} of ${source?.code ?? "an earlier gate"}`;
  };
  const href =
    first === undefined ? pages.gate(at) : `/projects/${project.id}/gates/${first.gateId}`;
  return [
    {
      id: "conditions-of-earlier-gates",
      kind: "conditions",
      name: "Conditions set at earlier gates are met",
      status: first === undefined ? "met" : "not_met",
      sentence:
        first === undefined
          ? "every condition set at an earlier gate is met"
          : `open conditions: ${listed(open.map((each) => `${codeOf(each)}, ${each.text}`))}`,
      value: `${all.length - open.length} of ${all.length}`,
      threshold: "all",
      measured: null,
      evidence: all.map((condition) => ({
        kind: "condition" as const,
        id: condition.id,
        label: codeOf(condition),
        href: `/projects/${project.id}/gates/${condition.gateId}`,
      })),
      href,
      nextStep: first === undefined ? null : `meet condition ${codeOf(first)}`,
      who: [],
      parts: [],
    },
  ];
}
