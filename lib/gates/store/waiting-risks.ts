import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** Risks somebody asked this person by name to accept; in one's own name only. */
export function acceptancesAsked(me: Prisma.Sql, today: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'signature', q.id, m.id, m.key, m.name,
           'R-' || lpad(k.number::text, GREATEST(2, length(k.number::text)), '0') || ' ' || k.title,
           'Accept this risk: ' || q.justification, NULL::date,
           '/projects/' || m.id || '/risks/' || k.id || '/acceptance', m.lender
    FROM places m
    JOIN risks k ON k."projectId" = m.id AND m.lender IS NULL
    JOIN risk_acceptance_requests q ON q."riskId" = k.id AND q.outcome IS NULL
      AND q."approverId" = ${me} AND q."expiresOn" >= ${today}::date`;
}

/** What a watch found on one's own risks, until somebody says what was done. */
export function openFindings(me: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT 'finding', f.id, m.id, m.key, m.name,
           'R-' || lpad(k.number::text, GREATEST(2, length(k.number::text)), '0') || ' ' || k.title,
           f.text, NULL::date, '/projects/' || m.id || '/risks?risk=' || k.id, m.lender
    FROM places m
    JOIN risks k ON k."projectId" = m.id AND m.lender IS NULL AND k."ownerId" = ${me}
      AND k.status <> 'closed'
    JOIN risk_findings f ON f."riskId" = k.id AND f."closedAt" IS NULL`;
}

/** Own risks whose next review is due. */
export function reviewsDue(me: Prisma.Sql, today: string): Prisma.Sql {
  return Prisma.sql`
    SELECT 'review', k.id, m.id, m.key, m.name,
           'R-' || lpad(k.number::text, GREATEST(2, length(k.number::text)), '0') || ' ' || k.title,
           'Review: is it still true, and at which level?', k."reviewDueOn",
           '/projects/' || m.id || '/risks?risk=' || k.id, m.lender
    FROM places m
    JOIN risks k ON k."projectId" = m.id AND m.lender IS NULL AND k."ownerId" = ${me}
      AND k.status <> 'closed' AND k."reviewDueOn" <= ${today}::date`;
}

/** Own risks for which finished actions propose a residual level that nobody answered yet. */
export function levelsProposed(me: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT 'proposal', k.id, m.id, m.key, m.name,
           'R-' || lpad(k.number::text, GREATEST(2, length(k.number::text)), '0') || ' ' || k.title,
           'Level proposed by what was done: take it or reject it.', NULL::date,
           '/projects/' || m.id || '/risks?risk=' || k.id, m.lender
    FROM places m
    JOIN risks k ON k."projectId" = m.id AND m.lender IS NULL AND k."ownerId" = ${me}
      AND k.status <> 'closed'
    WHERE EXISTS (SELECT 1 FROM risk_actions a
      JOIN tasks t ON t.id = a."taskId" AND t.status = 'done'
      WHERE a."riskId" = k.id AND a."removedAt" IS NULL
        AND a."likelihoodEffect" + a."impactEffect" > 0
        AND (a."answeredAt" IS NULL OR a."answeredAt" < t."doneAt"))`;
}
