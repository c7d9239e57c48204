import "server-only";
import type { WorkspaceRole } from "@/lib/authz/permissions";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";

export async function insertInvitation(
  tx: Tx,
  facts: {
    workspaceId: WorkspaceId;
    email: string;
    name: string;
    role: WorkspaceRole;
    tokenHash: string;
    invitedById: UserId;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<string> {
  const { id } = await tx.invitation.create({ data: facts, select: { id: true } });
  return id;
}

/** A new invitation of the same address takes the place of an older one. */
export async function revokeOpenInvitations(
  tx: Tx,
  facts: { workspaceId: WorkspaceId; email: string; at: Date },
): Promise<void> {
  const { workspaceId, email, at } = facts;
  await tx.invitation.updateMany({
    where: { workspaceId, email, acceptedAt: null, revokedAt: null },
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

/** An invitation that can still be accepted, found by what only its link contains. */
export async function openInvitation(db: ReadDb, at: { tokenHash: string; now: Date }) {
  const row = await db.invitation.findFirst({
    where: {
      tokenHash: at.tokenHash,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: at.now },
    },
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      expiresAt: true,
      invitedById: true,
      workspaceId: true,
      workspace: { select: { name: true } },
    },
  });
  return row === null ? null : { ...row, workspaceId: row.workspaceId as WorkspaceId };
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
    select: { workspaceId: true, email: true, acceptedAt: true, revokedAt: true },
  });
}

export async function nameOfUser(db: ReadDb, id: string): Promise<string> {
  const row = await db.user.findUnique({ where: { id }, select: { name: true } });
  return row?.name ?? "";
}

export async function listPendingInvitations(
  db: ReadDb,
  page: {
    workspaceId: WorkspaceId;
    before: { createdAt: Date; id: string } | null;
    limit: number;
  },
) {
  const { workspaceId, before, limit } = page;
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
    where: { workspaceId, acceptedAt: null, revokedAt: null, AND: older },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  const hosts = await db.user.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.invitedById))] } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(hosts.map((host) => [host.id, host.name]));
  return rows.map((row) => ({ ...row, invitedBy: nameOf.get(row.invitedById) ?? "" }));
}
