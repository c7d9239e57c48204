import type { CriterionLabelState } from "@/components/ui/state-label";
import type { CriterionResult, GateState } from "@/lib/gates/schema";
import type { Verdict } from "@/lib/gates/schema/rounds";

/** An unknown source is drawn as open; both count as not met. */
export const criterionStateOf = {
  met: "met",
  not_met: "not_met",
  unknown: "open",
  not_applicable: "not_applicable",
} satisfies Record<CriterionResult["status"], CriterionLabelState>;

export const feedbackWords = {
  no_issue: "No issue",
  minor: "Minor issue",
  major: "Major issue",
} as const;

export const feedbackStates = {
  no_issue: "met",
  minor: "open",
  major: "not_met",
} as const satisfies Record<keyof typeof feedbackWords, CriterionLabelState>;

export const verdictWords = {
  approve: "Approved",
  approve_with_conditions: "Approved with conditions",
  request_changes: "Changes requested",
  reject: "Rejected",
} satisfies Record<Verdict, string>;

export const stateOfVerdict = {
  approve: "passed",
  approve_with_conditions: "passed_with_conditions",
  request_changes: "changes_requested",
  reject: "rejected",
} satisfies Record<Verdict, GateState>;

export const outcomeWords = {
  passed: "passed",
  passed_with_conditions: "passed with conditions",
  changes_requested: "changes requested",
  rejected: "rejected",
  withdrawn: "withdrawn",
  voided: "voided",
} as const;
