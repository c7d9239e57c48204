import type { Member } from "@/lib/authz/actor";
import { isGranted, type ProjectPermission } from "@/lib/authz/permissions";
import { refusalSentence } from "@/lib/authz/refusal";
import { type CaseLife, isLead, membersNamed } from "@/lib/business-cases/rules/case-life";
import type { CaseContent } from "@/lib/business-cases/schema";

/** Closed projects are still read: what came of a project is known after its end. */
export function whyNotRecord(life: CaseLife, member: Member): string | null {
  return (
    lacking("case:record", life, member) ??
    (life.signed === null ? "Readings are recorded once a version of the case is signed." : null)
  );
}

export function whyNotSetGoLive(life: CaseLife, member: Member): string | null {
  return lacking("stage:plan", life, member);
}

/** Who owns an assumption answers for it, and a lead for all of them. */
export function whyNotReview(
  life: CaseLife,
  member: Member,
  assumption: CaseContent["assumptions"][number],
): string | null {
  const refused = lacking("case:record", life, member);
  if (refused !== null) {
    return refused;
  }
  const isOwner = membersNamed(life, assumption.owner).some(
    ({ userId }) => userId === member.userId,
  );
  const owner = assumption.owner === "" ? "" : `${assumption.owner}, who owns it, or `;
  return isOwner || isLead(member)
    ? null
    : `Whether this assumption holds is said by ${owner}a lead.`;
}

function lacking(
  permission: ProjectPermission,
  life: Pick<CaseLife, "members">,
  member: Member,
): string | null {
  const held = { workspaceRole: member.workspaceRole, projectRoles: member.roles };
  return isGranted(permission, held) ? null : refusalSentence(permission, life.members);
}
