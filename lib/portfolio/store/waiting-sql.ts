import "server-only";
import { Prisma } from "@/prisma/generated/client";

type Wait = { userId: string; today: string; projectId: Prisma.Sql };

/**
 * What waits for one person in a project: a gate to decide, a case to sign, a condition or a task
 * of theirs that is late. Conditions of an EXISTS each, so that a list stops at the first.
 */
export function waitsFor({ userId, today, projectId }: Wait): Prisma.Sql {
  const me = Prisma.sql`${userId}::uuid`;
  return Prisma.sql`(
    EXISTS (SELECT 1 FROM gates wg
      JOIN gate_rounds wr ON wr."gateId" = wg.id AND wr.outcome IS NULL
      WHERE wg."projectId" = ${projectId} AND wg.state = 'in_review'
        AND wr."requestedById" <> ${me}
        AND jsonb_path_exists(wr.eligible, '$.** ? (@ == $me)', jsonb_build_object('me', ${userId}::text))
        AND NOT EXISTS (SELECT 1 FROM gate_decisions wd
          WHERE wd."roundId" = wr.id AND wd."approverId" = ${me}))
    OR EXISTS (SELECT 1 FROM business_cases wb
      JOIN project_members wm ON wm."projectId" = wb."projectId" AND wm."userId" = ${me}
        AND wm."removedAt" IS NULL AND 'sponsor' = ANY (wm.roles)
      WHERE wb."projectId" = ${projectId} AND wb.status = 'submitted')
    OR EXISTS (SELECT 1 FROM gate_conditions wc JOIN gates wg ON wg.id = wc."gateId"
      WHERE wg."projectId" = ${projectId} AND wc."ownerId" = ${me} AND wc."metAt" IS NULL
        AND wc."dueOn" < ${today}::date)
    OR EXISTS (SELECT 1 FROM tasks wt
      WHERE wt."projectId" = ${projectId} AND wt."assigneeId" = ${me}
        AND wt.status IN ('todo', 'doing', 'blocked') AND wt."dueOn" < ${today}::date)
  )`;
}
