import type { Member } from "@/lib/authz/actor";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type { MatrixLevel } from "@/lib/risks/rules/matrix";

type Asked = {
  /** Level of the risk in the matrix of today. */
  level: Pick<MatrixLevel, "label" | "acceptedBy">;
  ownerId: string | null;
  requestedById: string;
  approver: { userId: string; roles: readonly ProjectRole[] };
  role: ProjectRole;
};

/** Why this person may not be named, or may not sign any more; the same rule at both moments. */
export function whyNotAccept({ level, ownerId, requestedById, approver, role }: Asked) {
  if (approver.userId === requestedById) {
    return "Whoever asks for an acceptance does not give it. Name somebody else.";
  }
  if (approver.userId === ownerId) {
    return "Nobody accepts a risk of their own. Name somebody else.";
  }
  if (!level.acceptedBy.some((each) => each === role)) {
    return level.acceptedBy.length === 0
      ? `A risk at level ${level.label} is accepted by nobody in this workspace: treat it.`
      : `A risk at level ${level.label} is accepted as ${titlesOf(level.acceptedBy)}.`;
  }
  return approver.roles.includes(role)
    ? null
    : `This person does not hold the role ${titleOfProjectRole[role]} in the project.`;
}

export function titlesOf(roles: readonly ProjectRole[]): string {
  return roles.map((role) => titleOfProjectRole[role]).join(" or ");
}

/** Whoever signed may take it back, and so may everybody who could have signed at this level. */
export function whyNotRevoke(
  acceptance: { approverId: string },
  { level, member }: { level: Pick<MatrixLevel, "label" | "acceptedBy">; member: Member },
): string | null {
  const mayAccept = level.acceptedBy.some((role) => member.roles.includes(role));
  return acceptance.approverId === member.userId || mayAccept
    ? null
    : `An acceptance at level ${level.label} is revoked by whoever signed it, or as ${titlesOf(level.acceptedBy)}.`;
}

/** Whoever asked may take the question back, and so may whoever leads the project. */
export function whyNotWithdraw(request: { requestedById: string }, member: Member): string | null {
  return request.requestedById === member.userId || member.roles.includes("lead")
    ? null
    : "Only whoever asked for this acceptance, or the lead, takes the question back.";
}
