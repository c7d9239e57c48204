import "server-only";
import type { Actor } from "@/lib/authz/actor";
import type { ProjectRole, WorkspaceRole } from "@/lib/authz/permissions";
import { dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import { now } from "@/lib/platform/clock";
import type { ReadDb } from "@/lib/platform/db";

/** What one statement knows of an actor at a place; `role` is null for somebody who is no member. */
export type AccessFacts = {
  workspaceId: WorkspaceId;
  role: WorkspaceRole | null;
  name: string | null;
  roles: readonly ProjectRole[];
  /** Members of the project who lent this person their place, for now. */
  actsFor?: readonly { userId: string; name: string; roles: readonly ProjectRole[] }[];
};

/** What one statement knows of a person: their name and the workspaces they are in. */
type SelfFacts = {
  name: string;
  memberships: readonly { workspaceId: WorkspaceId; role: WorkspaceRole }[];
};

/** Where a check gets its facts from. Commands read them afresh inside their transaction. */
export type FactsSource = {
  project(db: ReadDb, at: { actor: Actor; projectId: ProjectId }): Promise<AccessFacts | null>;
  workspace(
    db: ReadDb,
    at: { actor: Actor; workspaceId: WorkspaceId },
  ): Promise<AccessFacts | null>;
  self(db: ReadDb, userId: UserId): Promise<SelfFacts | null>;
};

type RememberedFacts = FactsSource & {
  /** What another statement of the same request read about the person anyway. */
  learnSelf(userId: UserId, facts: SelfFacts): void;
};

const NOBODY = "00000000-0000-0000-0000-000000000000";

async function projectFacts(
  db: ReadDb,
  at: { actor: Actor; projectId: ProjectId },
): Promise<AccessFacts | null> {
  const today = dayOf(now());
  const rows = await db.$queryRaw<AccessFacts[]>`
    SELECT p."workspaceId", CASE WHEN u.id IS NULL THEN NULL ELSE m.role::text END AS role, u.name,
           COALESCE(pm.roles::text[], '{}') AS roles, COALESCE(lent.list, '[]') AS "actsFor"
    FROM projects p
    LEFT JOIN memberships m ON m."workspaceId" = p."workspaceId"
      AND m."userId" = ${personOf(at.actor)}::uuid AND m."removedAt" IS NULL
    LEFT JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL
    LEFT JOIN project_members pm ON pm."projectId" = p.id
      AND pm."userId" = u.id AND pm."removedAt" IS NULL
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('userId', lender.id, 'name', lender.name,
               'roles', held.roles)) AS list
      FROM delegations d
      JOIN users lender ON lender.id = d."fromId" AND lender."disabledAt" IS NULL
      JOIN memberships lm ON lm."workspaceId" = p."workspaceId" AND lm."userId" = lender.id
        AND lm."removedAt" IS NULL
      JOIN project_members held ON held."projectId" = p.id AND held."userId" = lender.id
        AND held."removedAt" IS NULL
      WHERE d."toId" = u.id AND d."workspaceId" = p."workspaceId" AND d."revokedAt" IS NULL
        AND (d."projectId" IS NULL OR d."projectId" = p.id)
        AND ${today}::date BETWEEN d."startsOn" AND d."endsOn") lent ON m.role IS NOT NULL
    WHERE p.id = ${at.projectId}::uuid`;
  return rows[0] ?? null;
}

async function workspaceFacts(
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

/** Null for an account that is gone or disabled. */
async function selfFacts(db: ReadDb, userId: UserId): Promise<SelfFacts | null> {
  const rows = await db.$queryRaw<SelfFacts[]>`
    SELECT u.name, COALESCE((SELECT json_agg(json_build_object('workspaceId', m."workspaceId",
        'role', m.role)) FROM memberships m
      WHERE m."userId" = u.id AND m."removedAt" IS NULL), '[]') AS memberships
    FROM users u WHERE u.id = ${userId}::uuid AND u."disabledAt" IS NULL`;
  return rows[0] ?? null;
}

export const storedFacts: FactsSource = {
  project: projectFacts,
  workspace: workspaceFacts,
  self: selfFacts,
};

/**
 * Facts for one rendering of one page: what was read for one part of it serves the others. Never
 * for a write, and never longer than the request it was made for.
 */
export function rememberedFacts(): RememberedFacts {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found as Promise<T>;
  };
  const self: FactsSource["self"] = (db, userId) =>
    once(`self ${userId}`, () => selfFacts(db, userId));
  return {
    self,
    learnSelf(userId, facts) {
      known.set(`self ${userId}`, Promise.resolve(facts));
    },
    project: (db, at) =>
      once(`project ${at.projectId} ${personOf(at.actor)}`, () => projectFacts(db, at)),
    async workspace(db, { actor, workspaceId }) {
      if (actor.kind !== "user" && actor.kind !== "token") {
        return null;
      }
      const person = await self(db, actor.userId);
      const membership = person?.memberships.find((each) => each.workspaceId === workspaceId);
      return person === null || membership === undefined
        ? null
        : { workspaceId, role: membership.role, name: person.name, roles: [] };
    },
  };
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
