import type { RiskTreatmentView } from "@/lib/risk-treatment/schema";

/** The day first: of two papers with one title the newer is meant more often. */
export function evidenceChoices(evidence: RiskTreatmentView["evidence"]) {
  return evidence.map(({ id, title, effectiveOn }) => ({
    value: id,
    label: `${effectiveOn} ${title}`,
  }));
}
