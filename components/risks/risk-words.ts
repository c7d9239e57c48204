import type {
  RiskCategory,
  RiskLevelKind,
  RiskSource,
  RiskStatus,
  RiskTreatment,
} from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";

export const categoryWords = {
  data: "Data",
  model: "Model",
  fairness: "Fairness",
  explainability: "Explainability",
  privacy_legal: "Privacy and law",
  security: "Security",
  operations: "Operations",
  infrastructure: "Infrastructure",
  people_adoption: "People and adoption",
  vendor: "Vendor",
  ml_technical_debt: "ML technical debt",
} satisfies Record<RiskCategory, string>;

export const treatmentWords = {
  avoid: "Avoid",
  mitigate: "Mitigate",
  transfer: "Transfer",
  accept: "Accept",
} satisfies Record<RiskTreatment, string>;

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
