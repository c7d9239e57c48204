import type { Member } from "@/lib/authz/actor";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { Wanted } from "@/lib/risk-register/rules/plan-edit";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import type { RiskStatus } from "@/lib/risks/schema";

/** A view belongs to whoever saved it; those who manage the workspace tidy up what is shared. */
export function whyNotChangeView(
  view: { ownerId: string; isShared: boolean },
  member: Member,
): string | null {
  if (view.ownerId === member.userId) {
    return null;
  }
  const manages = member.workspaceRole === "owner" || member.workspaceRole === "admin";
  return view.isShared && manages
    ? null
    : "Only the person who saved this view, an owner or an admin changes it. Save one of your own instead.";
}

type Chosen = {
  ownerId: string | null;
  status: RiskStatus;
  /** What the reader is in its project. */
  roles: readonly ProjectRole[];
  people: readonly string[];
  /** The last day its level allows for the next review. */
  latestReviewOn: string;
  levelName: string;
};

/** The rules for one risk hold for many: by project, by owner, by state and by the cadence of its level. */
export function whyNotEdit(
  risk: Chosen,
  { wanted, member, today }: { wanted: Wanted; member: Member; today: string },
): string | null {
  const refused = whyNotWorkOn(risk, { ...member, roles: risk.roles });
  if (refused !== null) {
    return refused;
  }
  if (risk.status === "closed") {
    return "This risk is closed. Leave it out, or open it again first.";
  }
  if (wanted.ownerId !== undefined && !risk.people.includes(wanted.ownerId)) {
    return "The new owner takes no part in the project of this risk. Add them there first, or leave it out.";
  }
  return whyNotReviewOn(risk, { on: wanted.reviewDueOn, today });
}

function whyNotReviewOn(
  risk: Chosen,
  { on, today }: { on: string | undefined; today: string },
): string | null {
  if (on === undefined) {
    return null;
  }
  if (on < today) {
    return "A review is planned for today or later.";
  }
  return on > risk.latestReviewOn
    ? `Its level, ${risk.levelName}, asks for a review by ${risk.latestReviewOn}. Choose that day or an earlier one.`
    : null;
}
