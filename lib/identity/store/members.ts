import "server-only";
import type { WorkspaceRole } from "@/lib/authz/permissions";
import { AppError } from "@/lib/kernel/app-error";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";

type At = { workspaceId: WorkspaceId; userId: UserId };

export async function loadMember(db: ReadDb, { workspaceId, userId }: At) {
  const row = await db.membership.findFirst({
    where: { workspaceId, userId, removedAt: null },
    select: { role: true, version: true, user: { select: { name: true } } },
  });
  return row === null ? null : { role: row.role, version: row.version, name: row.user.name };
}

/** Owners, locked, so that two of them cannot step down at the same moment. */
export async function lockOwners(tx: Tx, workspaceId: WorkspaceId): Promise<number> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    SELECT m."userId" FROM memberships m
    WHERE m."workspaceId" = ${workspaceId}::uuid AND m.role = 'owner' AND m."removedAt" IS NULL
    ORDER BY m."userId" FOR UPDATE`;
  return rows.length;
}

export async function countOwners(db: ReadDb, workspaceId: WorkspaceId): Promise<number> {
  return db.membership.count({ where: { workspaceId, role: "owner", removedAt: null } });
}

/** Somebody who was removed before comes back with the new role. */
export async function addMember(
  tx: Tx,
  facts: At & { role: WorkspaceRole; joinedAt: Date },
): Promise<void> {
  const { workspaceId, userId, role, joinedAt } = facts;
  await tx.membership.upsert({
    where: { workspaceId_userId: { workspaceId, userId } },
    create: facts,
    update: { role, joinedAt, removedAt: null, version: { increment: 1 } },
  });
}

export async function saveRole(
  tx: Tx,
  facts: At & { role: WorkspaceRole; version: number },
): Promise<void> {
  const { workspaceId, userId, role, version } = facts;
  const { count } = await tx.membership.updateMany({
    where: { workspaceId, userId, version, removedAt: null },
    data: { role, version: { increment: 1 } },
  });
  refuseStale(count);
}

/** Ends the membership, its project memberships and its tokens. Answers the projects left. */
export async function endMembership(
  tx: Tx,
  facts: At & { version: number; at: Date },
): Promise<string[]> {
  const { workspaceId, userId, version, at } = facts;
  const { count } = await tx.membership.updateMany({
    where: { workspaceId, userId, version, removedAt: null },
    data: { removedAt: at, version: { increment: 1 } },
  });
  refuseStale(count);
  const left = await tx.projectMember.updateManyAndReturn({
    where: { userId, removedAt: null, project: { workspaceId } },
    data: { removedAt: at, version: { increment: 1 } },
    select: { projectId: true },
  });
  await tx.apiToken.updateMany({
    where: { userId, workspaceId, revokedAt: null },
    data: { revokedAt: at },
  });
  return left.map((row) => row.projectId);
}

function refuseStale(count: number): void {
  if (count === 0) {
    throw new AppError(
      "conflict",
      "Somebody else changed this member meanwhile. Reload the page and look again.",
    );
  }
}

type MemberRow = {
  userId: UserId;
  name: string;
  title: string;
  email: string;
  role: WorkspaceRole;
  joinedAt: Date;
  version: number;
  projects: number;
  sortName: string;
};

export async function listMembersOfWorkspace(
  db: ReadDb,
  page: {
    workspaceId: WorkspaceId;
    search: string;
    after: readonly [string, string] | null;
    limit: number;
  },
): Promise<MemberRow[]> {
  const { workspaceId, search, after, limit } = page;
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const [name, id] = after ?? [null, null];
  return db.$queryRaw<MemberRow[]>`
    SELECT m."userId", u.name, u.title, u.email, m.role::text AS role, m."joinedAt", m.version,
           lower(u.name) AS "sortName",
           (SELECT count(*)::int FROM project_members pm JOIN projects p ON p.id = pm."projectId"
            WHERE pm."userId" = m."userId" AND pm."removedAt" IS NULL
              AND p."workspaceId" = m."workspaceId") AS projects
    FROM memberships m JOIN users u ON u.id = m."userId"
    WHERE m."workspaceId" = ${workspaceId}::uuid AND m."removedAt" IS NULL
      AND (lower(u.name) LIKE ${pattern} OR u.email LIKE ${pattern})
      AND (${name}::text IS NULL OR (lower(u.name), u.id) > (${name}::text, ${id}::uuid))
    ORDER BY lower(u.name), u.id
    LIMIT ${limit}`;
}
