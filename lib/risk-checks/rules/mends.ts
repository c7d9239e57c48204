import type { CheckKind } from "@/lib/risk-checks/rules/check-kinds";
import type { CheckedRisk } from "@/lib/risk-checks/rules/checked-risk";
import { lateActions } from "@/lib/risk-checks/rules/checks";

/** Which form of the open risk mends what, and what the link to it says. */
const forms = {
  accepted_without_acceptance: { form: "request-acceptance", label: "Ask for acceptance" },
  acceptance_over: { form: "request-acceptance", label: "Ask for acceptance again" },
  no_owner: { form: "edit", label: "Choose an owner" },
  owner_gone: { form: "edit", label: "Choose another owner" },
  lowered_without_control: { form: "add-control", label: "Add a control" },
  residual_above_current: { form: "rate", label: "Rate it again" },
  not_rated_after_loop_back: { form: "rate", label: "Rate it again" },
  treatment_overdue: { form: "treat", label: "Change the treatment" },
  action_overdue: { form: "treat", label: "Open the action" },
  review_overdue: { form: "review", label: "Review it" },
} satisfies Record<CheckKind, { form: string; label: string }>;

export type Mend = { label: string; href: string };

/** Straight to the place where it is mended: a form of the risk, or the task that is late. */
export function mendOf(
  kind: CheckKind,
  at: { risk: CheckedRisk; riskId: string; projectId: string; today: string },
): Mend {
  const { form, label } = forms[kind];
  const late = kind === "action_overdue" ? lateActions(at.risk, at.today)[0] : undefined;
  const href = late?.href ?? `/projects/${at.projectId}/risks?risk=${at.riskId}#form-${form}`;
  return { label, href };
}
