import "server-only";
import type { ProjectRole, WorkspaceRole } from "@/lib/authz/permissions";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";

export async function insertInvitation(
  tx: Tx,
  facts: {
    workspaceId: WorkspaceId;
    email: string;
    name: string;
    role: WorkspaceRole;
    projectId: ProjectId | null;
    projectRoles: readonly ProjectRole[];
    tokenHash: string;
    invitedById: UserId;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<string> {
  const data = { ...facts, projectRoles: [...facts.projectRoles] };
  const { id } = await tx.invitation.create({ data, select: { id: true } });
  return id;
}

/** A new invitation of the same address to the same place takes the place of an older one. */
export async function revokeOpenInvitations(
  tx: Tx,
  facts: { workspaceId: WorkspaceId; projectId: ProjectId | null; email: string; at: Date },
): Promise<void> {
  const { workspaceId, projectId, email, at } = facts;
  await tx.invitation.updateMany({
    where: { workspaceId, projectId, email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: at },
  });
}

export async function isMemberByEmail(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; email: string },
): Promise<boolean> {
  const { workspaceId, email } = at;
  const row = await db.membership.findFirst({
    where: { workspaceId, removedAt: null, user: { email } },
    select: { userId: true },
  });
  return row !== null;
}

type Proof = { tokenHash: string } | { email: string };

/**
 * An invitation that can still be accepted, found by what only its link
 * contains, or the newest one to an address somebody has proved to be theirs.
 */
export async function openInvitation(db: ReadDb, { now, ...proof }: Proof & { now: Date }) {
  const row = await db.invitation.findFirst({
    where: { ...proof, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      projectId: true,
      projectRoles: true,
      expiresAt: true,
      invitedById: true,
      workspaceId: true,
      workspace: { select: { name: true } },
    },
  });
  return row === null
    ? null
    : {
        ...row,
        workspaceId: row.workspaceId as WorkspaceId,
        projectId: row.projectId as ProjectId | null,
      };
}

/** False when somebody else was faster. */
export async function closeInvitation(
  tx: Tx,
  facts: { id: string; as: "acceptedAt" | "revokedAt"; at: Date },
): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id: facts.id, acceptedAt: null, revokedAt: null },
    data: { [facts.as]: facts.at },
  });
  return count === 1;
}

export async function loadInvitation(db: ReadDb, id: string) {
  return db.invitation.findUnique({
    where: { id },
    select: { workspaceId: true, projectId: true, email: true, acceptedAt: true, revokedAt: true },
  });
}

/** Null for an invitation to the workspace alone. */
export async function projectOfInvitation(
  db: ReadDb,
  invitation: { projectId: string | null; projectRoles: ProjectRole[] },
): Promise<{ name: string; roles: ProjectRole[] } | null> {
  const { projectId: id, projectRoles: roles } = invitation;
  if (id === null) {
    return null;
  }
  const row = await db.project.findUnique({ where: { id }, select: { name: true } });
  return { name: row?.name ?? "", roles };
}

export async function nameOfUser(db: ReadDb, id: string): Promise<string> {
  const row = await db.user.findUnique({ where: { id }, select: { name: true } });
  return row?.name ?? "";
}

export async function listPendingInvitations(
  db: ReadDb,
  page: {
    workspaceId: WorkspaceId;
    /** Absent: of the workspace and of every project in it. */
    projectId?: ProjectId;
    before: { createdAt: Date; id: string } | null;
    limit: number;
  },
) {
  const { before, limit, ...place } = page;
  const older =
    before === null
      ? []
      : [
          {
            OR: [
              { createdAt: { lt: before.createdAt } },
              { createdAt: before.createdAt, id: { lt: before.id } },
            ],
          },
        ];
  const rows = await db.invitation.findMany({
    where: { ...place, acceptedAt: null, revokedAt: null, AND: older },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  const hosts = await db.user.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.invitedById))] } },
    select: { id: true, name: true },
  });
  const projects = await db.project.findMany({
    where: { id: { in: [...new Set(rows.flatMap((row) => row.projectId ?? []))] } },
    select: { id: true, name: true },
  });
  const nameOf = new Map([...hosts, ...projects].map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...row,
    invitedBy: nameOf.get(row.invitedById) ?? "",
    project:
      row.projectId === null
        ? null
        : { name: nameOf.get(row.projectId) ?? "", roles: row.projectRoles },
  }));
}
