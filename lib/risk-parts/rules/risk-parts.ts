/** Who does it, who answers for it, who is asked before, who is told after. */
export const riskParts = ["responsible", "accountable", "consulted", "informed"] as const;
export type RiskPart = (typeof riskParts)[number];
