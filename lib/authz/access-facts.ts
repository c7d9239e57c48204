import "server-only";
import type { Actor } from "@/lib/authz/actor";
import type { ProjectRole, WorkspaceRole } from "@/lib/authz/permissions";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";

/** What one statement knows of an actor at a place; `role` is null for somebody who is no member. */
export type AccessFacts = {
  workspaceId: WorkspaceId;
  role: WorkspaceRole | null;
  name: string | null;
  roles: readonly ProjectRole[];
};

const NOBODY = "00000000-0000-0000-0000-000000000000";

export async function projectFacts(
  db: ReadDb,
  at: { actor: Actor; projectId: ProjectId },
): Promise<AccessFacts | null> {
  const rows = await db.$queryRaw<AccessFacts[]>`
    SELECT p."workspaceId", CASE WHEN u.id IS NULL THEN NULL ELSE m.role::text END AS role, u.name,
           COALESCE(pm.roles::text[], '{}') AS roles
    FROM projects p
    LEFT JOIN memberships m ON m."workspaceId" = p."workspaceId"
      AND m."userId" = ${personOf(at.actor)}::uuid AND m."removedAt" IS NULL
    LEFT JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL
    LEFT JOIN project_members pm ON pm."projectId" = p.id
      AND pm."userId" = u.id AND pm."removedAt" IS NULL
    WHERE p.id = ${at.projectId}::uuid`;
  return rows[0] ?? null;
}

export async function workspaceFacts(
  db: ReadDb,
  at: { actor: Actor; workspaceId: WorkspaceId },
): Promise<AccessFacts | null> {
  const rows = await db.$queryRaw<AccessFacts[]>`
    SELECT m."workspaceId", m.role::text AS role, u.name, '{}'::text[] AS roles
    FROM memberships m
    JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL
    WHERE m."workspaceId" = ${at.workspaceId}::uuid
      AND m."userId" = ${personOf(at.actor)}::uuid AND m."removedAt" IS NULL`;
  return rows[0] ?? null;
}

/** People of the project with their roles, to name who could when somebody may not. */
export async function holdersOf(db: ReadDb, projectId: ProjectId) {
  const rows = await db.projectMember.findMany({
    where: { projectId, removedAt: null, user: { disabledAt: null } },
    select: { roles: true, user: { select: { name: true } } },
    orderBy: { addedAt: "asc" },
  });
  return rows.map((row) => ({ name: row.user.name, roles: row.roles }));
}

function personOf(actor: Actor): string {
  return actor.kind === "user" || actor.kind === "token" ? actor.userId : NOBODY;
}
