import { stepsOfAnEntry } from "@/lib/risk-catalogue/rules/limits";
import type { Level } from "@/lib/risks/rules";
import { mappedStep } from "@/lib/risks/rules/matrix";

type Sides = { likelihoods: readonly unknown[]; impacts: readonly unknown[] };

/** Brings the steps of an entry to the matrix by the rule for ratings of an earlier one: relative height, rounded up. */
export function levelInMatrix(entry: Level, { likelihoods, impacts }: Sides): Level {
  const from = stepsOfAnEntry;
  return {
    likelihood: mappedStep(entry.likelihood, { from, to: likelihoods.length }),
    impact: mappedStep(entry.impact, { from, to: impacts.length }),
  };
}
