/** Everything the checker looks for. What it calls each, in the plural, and where the mend is. */
export const checkKinds = [
  "accepted_without_acceptance",
  "acceptance_over",
  "no_owner",
  "owner_gone",
  "lowered_without_control",
  "residual_above_current",
  "not_rated_after_loop_back",
  "treatment_overdue",
  "action_overdue",
  "review_overdue",
] as const;
export type CheckKind = (typeof checkKinds)[number];

export const titleOfCheck = {
  accepted_without_acceptance: "Accepted without acceptance",
  acceptance_over: "Acceptance over",
  no_owner: "No owner",
  owner_gone: "Owner gone",
  lowered_without_control: "Lowered without a control",
  residual_above_current: "Residual above current",
  not_rated_after_loop_back: "Not rated after a loop-back",
  treatment_overdue: "Treatment past due",
  action_overdue: "Action past due",
  review_overdue: "Review overdue",
} satisfies Record<CheckKind, string>;
