import "server-only";
import type { WaitingRow } from "@/lib/gates/schema/waiting";
import {
  acceptancesAsked,
  levelsProposed,
  openFindings,
  reviewsDue,
} from "@/lib/gates/store/waiting-risks";
import type { ReadDb } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

/** Rows without a day sort after every day. */
const NO_DAY = "9999-12-31";

type Waiting = { workspaceId: Prisma.Sql; userId: string; today: string };

export type WaitingKey = { sortOn: string; id: string };
export type SortedWaitingRow = WaitingRow & WaitingKey;

/**
 * What waits for one person in all projects of a workspace: rounds they may decide, waivers they
 * may grant, cases they may sign, conditions they own, risks they are asked to accept, to look at
 * again or to rate after what was done, what was found on risks of theirs, and what they decide
 * and sign for those who lent them their place. The list, the number beside "My work" and the filter of the portfolio all
 * read this, so that they cannot disagree. A thing is one row, however many places lead to it.
 */
export function waitingFor(at: Waiting): Prisma.Sql {
  const me = Prisma.sql`${at.userId}::uuid`;
  const { today } = at;
  const parts = [
    decisions(me),
    waivers(me, today),
    signatures(me),
    conditions(me),
    acceptancesAsked(me, today),
    reviewsDue(me, today),
    openFindings(me),
    levelsProposed(me),
  ];
  return Prisma.sql`(
    WITH places AS (${ownPlaces(me, at.workspaceId)} UNION ALL ${lentPlaces(me, at)})
    SELECT kind, id, "projectId", key, name, title, detail, due, href,
           CASE WHEN bool_or(lender IS NULL) THEN '{}'
                ELSE array_agg(DISTINCT lender ORDER BY lender) END AS "actsFor"
    FROM (${Prisma.join(parts, " UNION ALL ")}) found
    GROUP BY kind, id, "projectId", key, name, title, detail, due, href)`;
}

function ownPlaces(me: Prisma.Sql, workspaceId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, p.key, p.name, p.strictness, pm.roles, pm."userId" AS holder, NULL AS lender
    FROM project_members pm
    JOIN projects p ON p.id = pm."projectId" AND p."workspaceId" = ${workspaceId}
      AND p.status <> 'closed'
    WHERE pm."userId" = ${me} AND pm."removedAt" IS NULL`;
}

/** The places of others that are lent to this person today; the same that permissions are asked of. */
function lentPlaces(me: Prisma.Sql, { workspaceId, today }: Waiting): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT p.id, p.key, p.name, p.strictness, pm.roles, u.id, u.name
    FROM delegations d
    JOIN users u ON u.id = d."fromId" AND u."disabledAt" IS NULL
    JOIN memberships lm ON lm."workspaceId" = d."workspaceId" AND lm."userId" = u.id
      AND lm."removedAt" IS NULL
    JOIN project_members pm ON pm."userId" = u.id AND pm."removedAt" IS NULL
      AND (d."projectId" IS NULL OR d."projectId" = pm."projectId")
    JOIN projects p ON p.id = pm."projectId" AND p."workspaceId" = ${workspaceId}
      AND p.status <> 'closed'
    WHERE d."toId" = ${me} AND d."workspaceId" = ${workspaceId} AND d."revokedAt" IS NULL
      AND ${today}::date BETWEEN d."startsOn" AND d."endsOn"`;
}

/** Neither who asked for a review nor who has spoken in it decides for somebody else. */
function decisions(me: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT 'decision' AS kind, g.id, m.id AS "projectId", m.key, m.name,
           g.code || ' ' || g.name AS title, g.question AS detail, r."dueOn" AS due,
           '/projects/' || m.id || '/gates/' || g.id AS href, m.lender
    FROM places m
    JOIN gates g ON g."projectId" = m.id
    JOIN gate_rounds r ON r."gateId" = g.id AND r.outcome IS NULL
      AND (m.lender IS NULL OR r."requestedById" NOT IN (${me}, m.holder))
    WHERE EXISTS (SELECT 1 FROM jsonb_each(r.eligible) e
                  WHERE e.key = ANY(m.roles::text[]) AND jsonb_exists(e.value, m.holder::text))
      AND NOT EXISTS (SELECT 1 FROM gate_decisions d WHERE d."roundId" = r.id
        AND (d."approverId" IN (${me}, m.holder) OR d."delegatedFromId" IN (${me}, m.holder)))`;
}

/** A waiver is granted in one's own name only. */
function waivers(me: Prisma.Sql, today: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'decision', w.id, m.id, m.key, m.name, 'Waiver of ' || g.code || ' ' || g.name,
           w.reason, NULL::date, '/projects/' || m.id || '/gates/' || g.id, m.lender
    FROM places m
    JOIN gates g ON g."projectId" = m.id AND m.lender IS NULL
    JOIN gate_waivers w ON w."gateId" = g.id AND w."revokedAt" IS NULL
      AND w."grantedAt" IS NULL AND w."expiresOn" >= ${today}::date
      AND (m.strictness = 'lite' OR w."requestedById" <> ${me})
    WHERE EXISTS (SELECT 1 FROM unnest(w.needs) needed
                  WHERE needed = ANY(m.roles) AND NOT EXISTS (
                    SELECT 1 FROM gate_waiver_grants y
                    WHERE y."waiverId" = w.id AND y.role = needed))
      AND NOT EXISTS (SELECT 1 FROM gate_waiver_grants y
                      WHERE y."waiverId" = w.id AND y."grantedById" = ${me})`;
}

/**
 * A place of the round that is neither signed, declined nor replaced, whose turn it is. Versions of
 * before rounds were kept ask for the roles their form names.
 */
function signatures(me: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT 'signature', c.id, m.id, m.key, m.name,
           'Business case, version ' || v.number, v.note, slot."dueOn",
           '/projects/' || m.id || '/business-case', m.lender
    FROM places m
    JOIN business_cases c ON c."projectId" = m.id AND c.status = 'submitted'
    JOIN business_case_versions v ON v."caseId" = c.id AND v.number = c."submittedNumber"
    JOIN LATERAL (${openSlots}) slot ON slot.role = ANY(m.roles)
      AND (slot."personId" IS NULL OR slot."personId" = m.holder)
      AND (slot.role <> 'sponsor' OR v."submittedById" NOT IN (${me}, m.holder))
    WHERE NOT EXISTS (SELECT 1 FROM signatures s
      WHERE s.subject = 'business_case' AND s."subjectId" = c.id
        AND s."subjectVersion" = v.number AND s."withdrawnAt" IS NULL
        AND (s."signerId" IN (${me}, m.holder) OR s."delegatedFromId" IN (${me}, m.holder)))`;
}

const openSlots = Prisma.sql`
  SELECT s.role, s."personId", r."dueOn"
  FROM signing_rounds r JOIN signing_slots s ON s."roundId" = r.id
    AND s."declinedAt" IS NULL AND s."replacedAt" IS NULL AND (s."isRequired" OR r.quorum > 0)
  WHERE r."caseId" = c.id AND r.number = v.number
    AND NOT (r."inOrder" AND EXISTS (SELECT 1 FROM signing_slots before
      WHERE before."roundId" = r.id AND before."replacedAt" IS NULL
        AND before.position < s.position
        AND (before."declinedAt" IS NULL OR before."isRequired")
        AND NOT EXISTS (SELECT 1 FROM signatures f
          WHERE f.subject = 'business_case' AND f."subjectId" = c.id AND f.role = before.role
            AND f."withdrawnAt" IS NULL AND (before."personId" IS NULL
              OR before."personId" = COALESCE(f."delegatedFromId", f."signerId")))))
  UNION ALL
  SELECT role, NULL, NULL
  FROM unnest('{sponsor,risk_reviewer}'::"ProjectRole"[]) role
  WHERE (role = 'sponsor' OR m.strictness = 'regulated')
    AND NOT EXISTS (SELECT 1 FROM signing_rounds r
      WHERE r."caseId" = c.id AND r.number = v.number)`;

function conditions(me: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT 'condition', k.id, m.id, m.key, m.name,
           k.code || ' of ' || g.code || ' ' || g.name, k.text, k."dueOn",
           '/projects/' || m.id || '/gates/' || g.id, m.lender
    FROM places m
    JOIN gates g ON g."projectId" = m.id AND m.lender IS NULL
    JOIN gate_conditions k ON k."gateId" = g.id AND k."metAt" IS NULL AND k."ownerId" = ${me}`;
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
           due::text AS "dueOn", href, "actsFor", COALESCE(due::text, ${NO_DAY}) AS "sortOn"
    FROM ${waitingFor({ workspaceId, userId, today })} waiting
    WHERE (COALESCE(due::text, ${NO_DAY}), id) > (${after.sortOn}, ${after.id}::uuid)
    ORDER BY "sortOn", id
    LIMIT ${limit + 1}`;
}
