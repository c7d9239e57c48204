import { categoryTitles, treatmentTitles } from "@/lib/risk-register/rules/titles";
import type { RiskChange } from "@/lib/risk-register/schema/bulk";
import type { RiskCategory, RiskTreatment } from "@/lib/risks/schema";

export type Wanted = {
  ownerId?: string | undefined;
  category?: RiskCategory | undefined;
  treatment?: RiskTreatment | undefined;
  reviewDueOn?: string | undefined;
};

export type Editable = {
  ownerId: string | null;
  ownerName: string | null;
  category: RiskCategory;
  treatment: RiskTreatment;
  reviewDueOn: string | null;
};

/** What would be different afterwards, in words; a value the risk has already is no change. */
export function changesOf(
  risk: Editable,
  wanted: Wanted,
  nameOf: (userId: string) => string,
): RiskChange[] {
  const changes: RiskChange[] = [];
  const { ownerId, category, treatment, reviewDueOn } = wanted;
  if (ownerId !== undefined && ownerId !== risk.ownerId) {
    changes.push({ field: "owner", from: risk.ownerName ?? "nobody", to: nameOf(ownerId) });
  }
  if (category !== undefined && category !== risk.category) {
    const from = categoryTitles[risk.category];
    changes.push({ field: "category", from, to: categoryTitles[category] });
  }
  if (treatment !== undefined && treatment !== risk.treatment) {
    const from = treatmentTitles[risk.treatment];
    changes.push({ field: "treatment", from, to: treatmentTitles[treatment] });
  }
  if (reviewDueOn !== undefined && reviewDueOn !== risk.reviewDueOn) {
    changes.push({ field: "review", from: risk.reviewDueOn ?? "no day", to: reviewDueOn });
  }
  return changes;
}

export function isAnythingWanted(wanted: Wanted): boolean {
  const { ownerId, category, treatment, reviewDueOn } = wanted;
  return [ownerId, category, treatment, reviewDueOn].some((value) => value !== undefined);
}
