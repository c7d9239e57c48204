import "server-only";
import type { RunOut, RunOutKind } from "@/lib/gates/rules/run-out";
import { dayOf } from "@/lib/kernel/calendar";
import { type ReadDb, readDb, type Tx } from "@/lib/platform/db";
import { projectsWithAgedWatches } from "@/lib/risk-watches/store/seen-facts";
import { informedOf } from "@/lib/risks/store/informed";
import { Prisma } from "@/prisma/generated/client";

/**
 * Everything whose time is over and of which nothing says so yet, in projects
 * that are not closed. Each part is read from a partial index that holds only
 * what is still to run out, so a look costs the same after years.
 */
function runOutsAt(now: Date): Prisma.Sql {
  const today = dayOf(now);
  return Prisma.sql`
    SELECT due.* FROM (
      SELECT 'approval' AS kind, g.id, g."projectId", g.id AS "gateId", g."expiresAt" AS "dueAt",
             g.code, g.name AS title, 0 AS number, '{}'::uuid[] AS people, NULL::uuid AS "riskId"
      FROM gates g WHERE g."endNotedAt" IS NULL AND g."expiresAt" <= ${now}
      UNION ALL
      SELECT 'renewal', g.id, g."projectId", g.id, g."renewsAt", g.code, g.name, 0, '{}'::uuid[],
             NULL::uuid
      FROM gates g WHERE g."renewsAt" <= ${now} AND g.state IN ('passed', 'passed_with_conditions')
      UNION ALL
      SELECT 'age', g.id, g."projectId", g.id, g."agesAt", g.code, g.name, 0, '{}'::uuid[],
             NULL::uuid
      FROM gates g WHERE g."agesAt" <= ${now}
      UNION ALL
      SELECT 'round', r.id, g."projectId", g.id, ${dayAfter(Prisma.sql`r."dueOn"`)}, g.code, g.name,
             r.number, ARRAY(
               SELECT r."requestedById" UNION
               SELECT able.id::uuid
               FROM jsonb_each(r.eligible) e, jsonb_array_elements_text(e.value) able(id)
               WHERE NOT EXISTS (SELECT 1 FROM gate_decisions d
                                 WHERE d."roundId" = r.id AND d."approverId" = able.id::uuid)), NULL::uuid
      FROM gate_rounds r JOIN gates g ON g.id = r."gateId"
      WHERE r.outcome IS NULL AND r."endNotedAt" IS NULL AND r."dueOn" < ${today}::date
      UNION ALL
      SELECT 'condition', c.id, g."projectId", g.id, ${dayAfter(Prisma.sql`c."dueOn"`)}, c.code,
             c.text, r.number, ARRAY[c."ownerId", c."setById"], NULL::uuid
      FROM gate_conditions c
      JOIN gate_rounds r ON r.id = c."roundId" AND r.outcome IN ('passed', 'passed_with_conditions')
      JOIN gates g ON g.id = c."gateId"
      WHERE c."metAt" IS NULL AND c."endNotedAt" IS NULL AND c."dueOn" < ${today}::date
      UNION ALL
      SELECT 'waiver', w.id, g."projectId", g.id, ${dayAfter(Prisma.sql`w."expiresOn"`)}, g.code,
             w.reason, 0, '{}'::uuid[], NULL::uuid
      FROM gate_waivers w JOIN gates g ON g.id = w."gateId"
      WHERE w."revokedAt" IS NULL AND w."grantedAt" IS NOT NULL AND w."endNotedAt" IS NULL
        AND w."expiresOn" < ${today}::date
      UNION ALL
      SELECT 'evidence', e.id, e."projectId", NULL, ${dayAfter(Prisma.sql`e."validUntil"`)}, '',
             e.title, e.revision, ARRAY[e."addedById"], NULL::uuid
      FROM evidence e
      WHERE e."validUntil" IS NOT NULL AND e."withdrawnAt" IS NULL AND e."supersededAt" IS NULL
        AND e."endNotedAt" IS NULL AND e."validUntil" < ${today}::date
      UNION ALL
      SELECT 'acceptance', a.id, k."projectId", NULL, ${dayAfter(Prisma.sql`a."expiresOn"`)}, '',
             k.title, k.number, array_remove(ARRAY[k."ownerId", a."approverId"], NULL)
               || ${informedOf(riskColumns)}, k.id
      FROM risk_acceptances a JOIN risks k ON k.id = a."riskId" AND k.status <> 'closed'
      WHERE a."revokedAt" IS NULL AND a."endNotedAt" IS NULL AND a."expiresOn" < ${today}::date
    ) due JOIN projects p ON p.id = due."projectId" AND p.status <> 'closed'`;
}

const riskColumns = {
  id: Prisma.sql`k.id`,
  stageId: Prisma.sql`k."stageId"`,
  projectId: Prisma.sql`k."projectId"`,
};

/** Midnight UTC that ends the day of a column: from then on it is over. */
function dayAfter(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`((${column} + 1)::timestamp AT TIME ZONE 'UTC')`;
}

/** Projects in which something ran out or grew too old for a risk, the earliest first, in one statement. */
export async function findProjectsDue(now: Date): Promise<string[]> {
  const rows = await readDb().$queryRaw<{ projectId: string }[]>`
    SELECT "projectId" FROM (
      SELECT "projectId", "dueAt" FROM (${runOutsAt(now)}) ended
      UNION ALL ${projectsWithAgedWatches(dayOf(now))}) due
    GROUP BY "projectId" ORDER BY min("dueAt"), "projectId"`;
  return rows.map((row) => row.projectId);
}

/** What ran out in one project, in the order in which it did. */
export async function listRunOuts(
  db: ReadDb,
  at: { projectId: string; now: Date },
): Promise<RunOut[]> {
  return db.$queryRaw<RunOut[]>`
    SELECT due.*, ((due."dueAt" AT TIME ZONE 'UTC') - interval '1 microsecond')::date::text AS "endedOn"
    FROM (${runOutsAt(at.now)}) due WHERE due."projectId" = ${at.projectId}::uuid
    ORDER BY due."dueAt", due.kind, due.id`;
}

type Noted = { ids: string[]; at: Date };

/** Each is put on record once; age is kept by the evaluation itself, a renewal by the round it opens. */
const noteKind: Record<RunOutKind, (tx: Tx, noted: Noted) => Promise<unknown>> = {
  approval: (tx, { ids, at }) => tx.gate.updateMany({ where: unnoted(ids), data: noting(at) }),
  renewal: () => Promise.resolve(),
  age: () => Promise.resolve(),
  round: (tx, { ids, at }) => tx.gateRound.updateMany({ where: unnoted(ids), data: noting(at) }),
  condition: (tx, { ids, at }) =>
    tx.gateCondition.updateMany({ where: unnoted(ids), data: noting(at) }),
  waiver: (tx, { ids, at }) => tx.gateWaiver.updateMany({ where: unnoted(ids), data: noting(at) }),
  evidence: (tx, { ids, at }) => tx.evidence.updateMany({ where: unnoted(ids), data: noting(at) }),
  acceptance: (tx, { ids, at }) =>
    tx.riskAcceptance.updateMany({ where: unnoted(ids), data: noting(at) }),
};

export async function noteRunOuts(
  tx: Tx,
  facts: { ended: readonly RunOut[]; at: Date },
): Promise<void> {
  for (const [kind, rows] of Map.groupBy(facts.ended, (row) => row.kind)) {
    await noteKind[kind](tx, { ids: rows.map((row) => row.id), at: facts.at });
  }
}

/** Gates that have not moved since: a state reached later already knew what ran out before it. */
export async function gatesUnmovedSince(
  db: ReadDb,
  at: { projectId: string; instant: Date },
): Promise<string[]> {
  const rows = await db.gate.findMany({
    where: { projectId: at.projectId, stateSince: { lte: at.instant } },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

function unnoted(ids: string[]) {
  return { id: { in: ids }, endNotedAt: null };
}

function noting(at: Date) {
  return { endNotedAt: at };
}
