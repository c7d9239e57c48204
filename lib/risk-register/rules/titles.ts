import type { RiskCategory, RiskTreatment } from "@/lib/risks/schema";

export const categoryTitles = {
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

export const treatmentTitles = {
  avoid: "Avoid",
  mitigate: "Mitigate",
  transfer: "Transfer",
  accept: "Accept",
} satisfies Record<RiskTreatment, string>;
