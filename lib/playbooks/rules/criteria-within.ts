import type { Criterion, Strictness } from "@/lib/playbooks/schema";

export type FoundCriterion = {
  criterion: Criterion;
  /** From the gate on: criteria, 2, criteria, 0. */
  path: PropertyKey[];
  nested: boolean;
  /** The lightest form in which the criterion is asked. */
  levelOf: Strictness;
};

/** Every criterion of a gate, also those inside all, any and not. */
export function criteriaWithin(criteria: readonly Criterion[]): FoundCriterion[] {
  return criteria.flatMap((criterion, i) => {
    const top: FoundCriterion = {
      criterion,
      path: ["criteria", i],
      nested: false,
      levelOf: criterion.from ?? "lite",
    };
    return [top, ...inside(top)];
  });
}

function inside({ criterion, path, levelOf }: FoundCriterion): FoundCriterion[] {
  const found = partsOf(criterion).map(
    ({ part, steps }): FoundCriterion => ({
      criterion: part,
      path: [...path, ...steps],
      nested: true,
      levelOf,
    }),
  );
  return found.flatMap((each) => [each, ...inside(each)]);
}

function partsOf(criterion: Criterion): { part: Criterion; steps: PropertyKey[] }[] {
  if (criterion.kind === "not") {
    return [{ part: criterion.criterion, steps: ["criterion"] }];
  }
  return criterion.kind === "all" || criterion.kind === "any"
    ? criterion.criteria.map((part, i) => ({ part, steps: ["criteria", i] }))
    : [];
}
