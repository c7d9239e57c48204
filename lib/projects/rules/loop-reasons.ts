/** As the database writes them; a playbook writes the same codes with hyphens. */
export const loopReasonCodes = [
  "new_hypothesis",
  "expert_confirmation",
  "data_quality_failure",
  "metric_short",
  "scope_change",
  "review_finding",
  "drift",
  "incident",
  "other",
] as const;
export type LoopReasonCode = (typeof loopReasonCodes)[number];

export const titleOfLoopReason = {
  new_hypothesis: "a new hypothesis",
  expert_confirmation: "an expert to be asked",
  data_quality_failure: "a data-quality failure",
  metric_short: "a metric that falls short",
  scope_change: "a change of scope",
  review_finding: "a finding of a review",
  drift: "drift",
  incident: "an incident",
  other: "another reason",
} satisfies Record<LoopReasonCode, string>;
