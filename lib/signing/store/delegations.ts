import "server-only";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { delegationState } from "@/lib/signing/rules/delegation";
import type { DelegationChoices, DelegationView } from "@/lib/signing/schema/views";

type NewDelegation = {
  workspaceId: string;
  projectId: string | null;
  fromId: string;
  toId: string;
  startsOn: string;
  endsOn: string;
  reason: string;
};

/** What has to be true of both people and the project; the names are for the record. */
export async function factsOfDelegation(
  db: ReadDb,
  asked: Pick<NewDelegation, "workspaceId" | "projectId" | "fromId" | "toId">,
) {
  const { workspaceId, projectId, fromId, toId } = asked;
  const rows = await db.$queryRaw<
    { toName: string | null; projectName: string | null; isFromInProject: boolean }[]
  >`
    SELECT (SELECT u.name FROM users u JOIN memberships m ON m."userId" = u.id
              AND m."workspaceId" = ${workspaceId}::uuid AND m."removedAt" IS NULL
            WHERE u.id = ${toId}::uuid AND u."disabledAt" IS NULL) AS "toName",
           (SELECT p.name FROM projects p WHERE p.id = ${projectId}::uuid
              AND p."workspaceId" = ${workspaceId}::uuid) AS "projectName",
           (${projectId}::uuid IS NULL OR EXISTS (SELECT 1 FROM project_members pm
              JOIN projects p ON p.id = pm."projectId" AND p."workspaceId" = ${workspaceId}::uuid
              WHERE pm."projectId" = ${projectId}::uuid AND pm."userId" = ${fromId}::uuid
                AND pm."removedAt" IS NULL)) AS "isFromInProject"`;
  return rows[0] ?? { toName: null, projectName: null, isFromInProject: false };
}

export async function findSameDelegation(db: ReadDb, asked: NewDelegation) {
  const { startsOn, endsOn, ...rest } = asked;
  const days = { startsOn: dateOf(startsOn), endsOn: dateOf(endsOn) };
  return db.delegation.findFirst({
    where: { ...rest, ...days, revokedAt: null },
    select: { id: true },
  });
}

export async function insertDelegation(
  tx: Tx,
  facts: NewDelegation & { at: Date },
): Promise<{ id: string }> {
  const { at, startsOn, endsOn, ...rest } = facts;
  const days = { startsOn: dateOf(startsOn), endsOn: dateOf(endsOn) };
  return tx.delegation.create({
    data: { ...rest, ...days, createdAt: at },
    select: { id: true },
  });
}

export async function findOwnDelegation(db: ReadDb, at: { id: string; fromId: string }) {
  const row = await db.delegation.findFirst({ where: at });
  if (row === null) {
    return null;
  }
  const to = await db.user.findFirst({ where: { id: row.toId }, select: { name: true } });
  return { ...row, to: to?.name ?? "" };
}

export async function endDelegationRow(tx: Tx, facts: { id: string; at: Date }): Promise<void> {
  await tx.delegation.updateMany({
    where: { id: facts.id, revokedAt: null },
    data: { revokedAt: facts.at },
  });
}

type Row = Omit<DelegationView, "state"> & { isRevoked: boolean };

/** Those a person gave and those they were given, the newest first; what is long over stays out. */
export async function listDelegations(
  db: ReadDb,
  at: { userId: string; now: Date },
): Promise<DelegationView[]> {
  const today = dayOf(at.now);
  const rows = await db.$queryRaw<Row[]>`
    SELECT d.id, json_build_object('id', f.id, 'name', f.name) AS "from",
           json_build_object('id', t.id, 'name', t.name) AS "to", w.name AS workspace,
           p.name AS project, d."startsOn"::text AS "startsOn", d."endsOn"::text AS "endsOn",
           d.reason, d."revokedAt" IS NOT NULL AS "isRevoked"
    FROM delegations d
    JOIN users f ON f.id = d."fromId" JOIN users t ON t.id = d."toId"
    JOIN workspaces w ON w.id = d."workspaceId" LEFT JOIN projects p ON p.id = d."projectId"
    WHERE ${at.userId}::uuid IN (d."fromId", d."toId") AND d."endsOn" >= ${today}::date - 90
    ORDER BY d."createdAt" DESC, d.id DESC LIMIT 50`;
  return rows.map(({ isRevoked, ...row }) => ({
    ...row,
    state: delegationState({ ...row, isRevoked }, today),
  }));
}

/** Everybody else of the workspace, and the projects the person is in. */
export async function listDelegationChoices(
  db: ReadDb,
  at: { userId: string; workspaceId: string },
): Promise<DelegationChoices> {
  const rows = await db.$queryRaw<DelegationChoices[]>`
    SELECT COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY u.name)
        FROM memberships m JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL
        WHERE m."workspaceId" = ${at.workspaceId}::uuid AND m."removedAt" IS NULL
          AND u.id <> ${at.userId}::uuid), '[]') AS people,
      COALESCE((SELECT json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.name)
        FROM project_members pm JOIN projects p ON p.id = pm."projectId" AND p.status <> 'closed'
          AND p."workspaceId" = ${at.workspaceId}::uuid
        WHERE pm."userId" = ${at.userId}::uuid AND pm."removedAt" IS NULL), '[]') AS projects`;
  return rows[0] ?? { people: [], projects: [] };
}
