import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { ProjectRole, WorkspaceRole } from "@/lib/authz/permissions";
import { closeInvitation } from "@/lib/identity/store/invitations";
import { addMember, loadMember } from "@/lib/identity/store/members";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import type { Tx } from "@/lib/platform/db";
import { type Job, reevaluateGates } from "@/lib/platform/jobs";
import { findMember, lockPeople, putMember } from "@/lib/projects/store/people";

type Invitation = {
  id: string;
  workspaceId: WorkspaceId;
  role: WorkspaceRole;
  projectId: ProjectId | null;
  projectRoles: readonly ProjectRole[];
};
type Person = { id: UserId; name: string };
type Joined = {
  audit: NonEmptyArray<AuditEvent>;
  jobs: Job[];
  madeProject?: ProjectId;
};

/**
 * Uses an invitation up: its person becomes a member of the workspace and,
 * where the invitation names a project, one of its people. What somebody holds
 * already stays as it is; an invitation never changes roles.
 */
export async function joinByInvitation(
  tx: Tx,
  facts: { invitation: Invitation; person: Person; now: Date },
): Promise<Joined> {
  const { invitation, person, now } = facts;
  const { id: invitationId, workspaceId, projectId, role } = invitation;
  const { id: userId, name } = person;
  if (!(await closeInvitation(tx, { id: invitationId, as: "acceptedAt", at: now }))) {
    throw new AppError("conflict", "This invitation was used a moment ago.");
  }
  const present = await loadMember(tx, { workspaceId, userId });
  if (present === null) {
    await addMember(tx, { workspaceId, userId, role, joinedAt: now });
  }
  const audit: NonEmptyArray<AuditEvent> = [
    { type: "invitation.accepted", invitationId, userId, name },
    ...(present === null ? [{ type: "member.added" as const, userId, name, role }] : []),
  ];
  if (projectId === null) {
    return { audit, jobs: [] };
  }
  const roles = rolesThere(present?.role ?? role, invitation.projectRoles);
  const joins = await joinProject(tx, { projectId, userId, roles, now });
  return {
    audit: joins ? [...audit, { type: "project.member-added", userId, name, roles }] : audit,
    jobs: joins ? [reevaluateGates(projectId)] : [],
    madeProject: projectId,
  };
}

/** Somebody who became auditor meanwhile takes no part in a project, but may look at it. */
function rolesThere(role: WorkspaceRole, wanted: readonly ProjectRole[]): ProjectRole[] {
  return role === "auditor" ? ["viewer"] : [...wanted];
}

async function joinProject(
  tx: Tx,
  facts: { projectId: ProjectId; userId: UserId; roles: readonly ProjectRole[]; now: Date },
): Promise<boolean> {
  const { projectId, userId, roles, now } = facts;
  await lockPeople(tx, projectId);
  if ((await findMember(tx, { projectId, userId })) !== null) {
    return false;
  }
  await putMember(tx, { projectId, userId, roles, at: now });
  return true;
}
