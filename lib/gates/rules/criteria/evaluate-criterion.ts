import { attestation } from "@/lib/gates/rules/criteria/attestation";
import { check } from "@/lib/gates/rules/criteria/check";
import { allOf, anyOf, combined, notOf } from "@/lib/gates/rules/criteria/combined";
import type { Evaluator, Finding } from "@/lib/gates/rules/criteria/criterion-context";
import { evidence } from "@/lib/gates/rules/criteria/evidence";
import { metric } from "@/lib/gates/rules/criteria/metric";
import { outputsAttached } from "@/lib/gates/rules/criteria/outputs-attached";
import { risksWithinAppetite } from "@/lib/gates/rules/criteria/risks-within-appetite";
import { signed } from "@/lib/gates/rules/criteria/signed";
import { tasksDone } from "@/lib/gates/rules/criteria/tasks-done";
import type { GateAt } from "@/lib/gates/rules/gate-facts";
import type { CriterionResult } from "@/lib/gates/schema";
import type { Criterion } from "@/lib/playbooks/schema";

/** One small function per kind. A new kind is one function and one line here. */
export const evaluators: { [Kind in Criterion["kind"]]: Evaluator<Kind> } = {
  "tasks-done": tasksDone,
  "outputs-attached": outputsAttached,
  signed,
  "risks-within-appetite": risksWithinAppetite,
  metric,
  evidence,
  attestation,
  check,
  all: (criterion, at) => {
    const parts = criterion.criteria.map((part) => evaluateCriterion(part, at));
    return combined(allOf(parts), { name: "All of these hold", parts });
  },
  any: (criterion, at) => {
    const parts = criterion.criteria.map((part) => evaluateCriterion(part, at));
    return combined(anyOf(parts), { name: "At least one of these holds", parts });
  },
  not: (criterion, at) => {
    const part = evaluateCriterion(criterion.criterion, at);
    return combined(notOf(part), { name: `Not: ${part.name}`, parts: [part] });
  },
};

export function evaluateCriterion(criterion: Criterion, at: GateAt): CriterionResult {
  const evaluate = evaluators[criterion.kind] as (criterion: Criterion, at: GateAt) => Finding;
  const finding = at.stage.isTailoredOut ? tailored(at) : evaluate(criterion, at);
  return {
    value: null,
    threshold: null,
    measured: null,
    evidence: [],
    href: null,
    nextStep: null,
    who: [],
    parts: [],
    ...finding,
    id: criterion.id,
    kind: criterion.kind,
    name: criterion.name ?? finding.name ?? criterion.id,
  };
}

function tailored({ stage }: GateAt): Finding {
  return { status: "not_applicable", sentence: `${stage.name} was switched off with a reason` };
}
