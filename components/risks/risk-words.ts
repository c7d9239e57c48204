import { categoryTitles, treatmentTitles } from "@/lib/risk-register/rules/titles";
import type { RiskLevelKind, RiskSource, RiskStatus } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";
import type { RegisterSort } from "@/lib/risks/schema/register-words";

export const categoryWords = categoryTitles;

export const treatmentWords = treatmentTitles;

export const statusWords = {
  open: "Open",
  accepted: "Accepted",
  closed: "Closed",
} satisfies Record<RiskStatus, string>;

export const levelWords = {
  inherent: "Inherent",
  current: "Current",
  residual: "Residual",
} satisfies Record<RiskLevelKind, string>;

export const sourceWords = {
  person: "Somebody on the team",
  review: "A review",
  metric: "A metric",
  incident: "An incident",
  catalogue: "The catalogue",
  import: "An imported list",
} satisfies Record<RiskSource, string>;

export const sortWords = {
  score: "Highest score",
  due: "Soonest due",
  review: "Soonest review",
  raised: "Latest raised",
} satisfies Record<RegisterSort, string>;

export const knowledgeWords = { weak: "Weak", moderate: "Moderate", strong: "Strong" } as const;

type Choice = { value: string; label: string };

export function choicesOf(words: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** "4 Likely": the step and its word. */
export function stepChoices(steps: Matrix["impacts"]): Choice[] {
  return steps.map(({ label }, index) => ({
    value: String(index + 1),
    label: `${index + 1} ${label}`,
  }));
}
