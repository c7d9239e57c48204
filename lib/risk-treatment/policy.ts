import type { Member } from "@/lib/authz/actor";
import { whyNotByRole } from "@/lib/authz/refusal";
import type { ActionState } from "@/lib/risk-treatment/rules/proposal";
import type { ControlState } from "@/lib/risk-treatment/schema";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import type { RiskStatus } from "@/lib/risks/schema";

type Treated = { ownerId: string | null; status: RiskStatus };

/** Actions and controls are changed by whoever works on the risk, while it is not closed. */
export function whyNotTreat(risk: Treated, member: Member): string | null {
  return (
    whyNotWorkOn(risk, member) ??
    (risk.status === "closed"
      ? "This risk is closed. Reopen it before changing its actions and controls."
      : null)
  );
}

/** A new action is a new task, which the team adds. */
export function whyNotAddTask(member: Member): string | null {
  return whyNotByRole(member, "task:write") === null
    ? null
    : "Your role does not add tasks. Choose a task the team has already, or ask the lead to add one.";
}

/** What was answered stays on record as it was. */
export function whyNotChangeAction(state: ActionState): string | null {
  return state === "taken" || state === "rejected"
    ? "What this action proposed is answered; it stays as it was."
    : null;
}

/** What is only planned has nothing to show yet. */
export function whyNotProve(state: ControlState): string | null {
  return state === "planned"
    ? "This control is planned. Say first that it exists, then link what proves it."
    : null;
}
