import "server-only";
import type { WaitingRow } from "@/lib/gates/schema/waiting";
import type { ReadDb } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** Rows without a day sort after every day. */
const NO_DAY = "9999-12-31";

type Waiting = { workspaceId: Prisma.Sql; userId: string; today: string };

export type WaitingKey = { sortOn: string; id: string };
export type SortedWaitingRow = WaitingRow & WaitingKey;

/**
 * What waits for one person in all projects of a workspace: rounds they may decide,
 * waivers they may grant, cases they may sign, conditions they own. The list, the number beside "My work" and the filter of the
 * portfolio all read this, so that they cannot disagree.
 */
export function waitingFor(at: Waiting): Prisma.Sql {
  const { workspaceId, userId, today } = at;
  return Prisma.sql`(
    WITH mine AS (
      SELECT p.id, p.key, p.name, p.strictness, pm.roles
      FROM project_members pm
      JOIN projects p ON p.id = pm."projectId" AND p."workspaceId" = ${workspaceId}
        AND p.status <> 'closed'
      WHERE pm."userId" = ${userId}::uuid AND pm."removedAt" IS NULL
    )
    SELECT 'decision' AS kind, g.id, m.id AS "projectId", m.key, m.name,
           g.code || ' ' || g.name AS title, g.question AS detail, r."dueOn" AS due,
           '/projects/' || m.id || '/gates/' || g.id AS href
    FROM mine m
    JOIN gates g ON g."projectId" = m.id AND g.state = 'in_review'
    JOIN gate_rounds r ON r."gateId" = g.id AND r.outcome IS NULL
    WHERE EXISTS (SELECT 1 FROM jsonb_each(r.eligible) e
                  WHERE e.key = ANY(m.roles::text[]) AND jsonb_exists(e.value, ${userId}))
      AND NOT EXISTS (SELECT 1 FROM gate_decisions d
                      WHERE d."roundId" = r.id AND ${userId}::uuid IN (d."approverId", d."delegatedFromId"))
    UNION ALL
    SELECT 'decision', w.id, m.id, m.key, m.name, 'Waiver of ' || g.code || ' ' || g.name,
           w.reason, NULL, '/projects/' || m.id || '/gates/' || g.id
    FROM mine m
    JOIN gates g ON g."projectId" = m.id
    JOIN gate_waivers w ON w."gateId" = g.id AND w."revokedAt" IS NULL
      AND w."grantedAt" IS NULL AND w."expiresOn" >= ${today}::date
      AND (m.strictness = 'lite' OR w."requestedById" <> ${userId}::uuid)
    WHERE EXISTS (SELECT 1 FROM unnest(w.needs) needed
                  WHERE needed = ANY(m.roles) AND NOT EXISTS (
                    SELECT 1 FROM gate_waiver_grants y
                    WHERE y."waiverId" = w.id AND y.role = needed))
      AND NOT EXISTS (SELECT 1 FROM gate_waiver_grants y
                      WHERE y."waiverId" = w.id AND y."grantedById" = ${userId}::uuid)
    UNION ALL
    SELECT 'signature', c.id, m.id, m.key, m.name,
           'Business case, version ' || v.number, v.note, NULL,
           '/projects/' || m.id || '/business-case'
    FROM mine m
    JOIN business_cases c ON c."projectId" = m.id AND c.status = 'submitted'
    JOIN business_case_versions v ON v."caseId" = c.id AND v.number = c."submittedNumber"
    WHERE (('sponsor' = ANY(m.roles::text[]) AND v."submittedById" <> ${userId}::uuid)
           OR ('risk_reviewer' = ANY(m.roles::text[]) AND m.strictness = 'regulated'))
      AND NOT EXISTS (SELECT 1 FROM signatures s
                      WHERE s.subject = 'business_case' AND s."subjectId" = c.id
                        AND s."subjectVersion" = v.number AND s."signerId" = ${userId}::uuid
                        AND s."withdrawnAt" IS NULL)
    UNION ALL
    SELECT 'condition', k.id, m.id, m.key, m.name,
           k.code || ' of ' || g.code || ' ' || g.name, k.text, k."dueOn",
           '/projects/' || m.id || '/gates/' || g.id
    FROM mine m
    JOIN gates g ON g."projectId" = m.id
    JOIN gate_conditions k ON k."gateId" = g.id AND k."metAt" IS NULL
      AND k."ownerId" = ${userId}::uuid
  )`;
}

/** One page of what waits for one person, the earliest day first, in one statement. */
export async function listWaiting(
  db: ReadDb,
  page: {
    workspaceId: string;
    userId: string;
    today: string;
    after: WaitingKey | null;
    limit: number;
  },
): Promise<SortedWaitingRow[]> {
  const { userId, today, limit } = page;
  const workspaceId = Prisma.sql`${page.workspaceId}::uuid`;
  const after = page.after ?? { sortOn: "", id: "00000000-0000-0000-0000-000000000000" };
  return db.$queryRaw<SortedWaitingRow[]>`
    SELECT kind, id, "projectId", key AS "projectKey", name AS "projectName", title, detail,
           due::text AS "dueOn", href, COALESCE(due::text, ${NO_DAY}) AS "sortOn"
    FROM ${waitingFor({ workspaceId, userId, today })} waiting
    WHERE (COALESCE(due::text, ${NO_DAY}), id) > (${after.sortOn}, ${after.id}::uuid)
    ORDER BY "sortOn", id
    LIMIT ${limit + 1}`;
}
