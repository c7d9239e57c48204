import type { RiskPart } from "@/lib/risk-parts/rules/risk-parts";

export const partWords = {
  responsible: "Responsible",
  accountable: "Accountable",
  consulted: "Consulted",
  informed: "Informed",
} satisfies Record<RiskPart, string>;

export const partMeanings =
  "Responsible does it, accountable answers for it, consulted is asked before, informed is told after.";
