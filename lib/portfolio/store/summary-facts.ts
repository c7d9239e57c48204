import "server-only";
import type { WorkspaceAccess } from "@/lib/authz/access";
import type { ReadDb } from "@/lib/platform/db";
import { OFF_PLAN_DAYS } from "@/lib/portfolio/rules/slip-words";
import type { PortfolioSummaryView } from "@/lib/portfolio/schema";
import { standingOn, visibleTo } from "@/lib/portfolio/store/standing-sql";
import { projectsWaitingFor } from "@/lib/portfolio/store/waiting-sql";
import { matrixOf } from "@/lib/risks/store/matrix";
import { Prisma } from "@/prisma/generated/client";

/** The counts over the portfolio, of active projects but for the first line, in one statement. */
export async function loadSummary(
  db: ReadDb,
  { access, today }: { access: WorkspaceAccess; today: string },
): Promise<PortfolioSummaryView> {
  const { workspaceId, member } = access;
  const rows = await db.$queryRaw<PortfolioSummaryView[]>`
    WITH visible AS MATERIALIZED (${standingOn(today, visibleTo(access))}),
    moving AS (SELECT * FROM visible WHERE status = 'active'),
    high AS MATERIALIZED (
      SELECT r."projectId", r.likelihood, r.impact FROM risks r
      WHERE r."workspaceId" = ${workspaceId}::uuid AND r.status = 'open' AND r."isAboveAppetite"
        AND r."projectId" IN (SELECT id FROM moving)
    ),
    late AS MATERIALIZED (
      SELECT 'gate' AS kind, ${today}::date - m."nextDueOn" AS days FROM moving m
        WHERE m."nextDueOn" < ${today}::date
      UNION ALL SELECT 'risk', ${today}::date - r."dueOn" FROM risks r
        WHERE r."workspaceId" = ${workspaceId}::uuid AND r.status = 'open'
          AND r."dueOn" < ${today}::date AND r."projectId" IN (SELECT id FROM moving)
      UNION ALL SELECT 'condition', ${today}::date - c."dueOn"
        FROM moving m JOIN gates g ON g."projectId" = m.id
        JOIN gate_conditions c ON c."gateId" = g.id
        WHERE m."conditionDueOn" < ${today}::date
          AND c."metAt" IS NULL AND c."dueOn" < ${today}::date
    )
    SELECT w.name AS "workspaceName",
      (SELECT json_build_object('all', count(*), 'active', count(*) FILTER (WHERE v.status = 'active'),
          'paused', count(*) FILTER (WHERE v.status = 'paused'),
          'closed', count(*) FILTER (WHERE v.status = 'closed'),
          'waitingOnMe', count(*) FILTER (WHERE v.status = 'active' AND v.id IN
            ${projectsWaitingFor({ userId: member.userId, workspaceId, today })}),
          'offPlan', count(*) FILTER (WHERE v.status = 'active'
            AND v."slipDays" >= ${OFF_PLAN_DAYS}))
        FROM visible v) AS projects,
      (SELECT json_build_object('ready', COALESCE(sum(m."gatesReady"), 0),
          'inReview', COALESCE(sum(m."gatesInReview"), 0),
          'overdue', (SELECT count(*) FROM late WHERE kind = 'gate')) FROM moving m) AS gates,
      (SELECT count(*)::int FROM late WHERE kind = 'risk') AS "overdueRisks",
      (SELECT count(*)::int FROM late WHERE kind = 'condition') AS "overdueConditions",
      COALESCE((SELECT json_agg(days ORDER BY days DESC)
        FROM (SELECT days FROM late ORDER BY days DESC LIMIT 10) x), '[]') AS "overdueDays",
      (SELECT json_build_object('aboveAppetite', count(*),
          'projects', count(DISTINCT "projectId")) FROM high) AS risks,
      ${matrixOf(Prisma.sql`w.id`)} AS matrix,
      COALESCE((SELECT json_agg(x) FROM (SELECT likelihood, impact, count(*)::int AS count
        FROM high GROUP BY likelihood, impact) x), '[]') AS "heatMap",
      COALESCE((SELECT json_agg(json_build_object('number', number, 'projects', projects)
          ORDER BY number)
        FROM (SELECT n.number, count(m.id) AS projects
          FROM generate_series(1, (SELECT max(v."stageCount") FROM visible v)) n(number)
          LEFT JOIN moving m ON m."stageNumber" = n.number GROUP BY n.number) x), '[]') AS stages,
      COALESCE((SELECT json_agg(unit ORDER BY unit) FROM (SELECT DISTINCT unit FROM visible
        WHERE unit <> '' ORDER BY unit LIMIT 60) x), '[]') AS units,
      COALESCE((SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY name, id)
        FROM (SELECT DISTINCT u.id, u.name FROM visible v JOIN users u ON u.id = v."ownerId"
          ORDER BY u.name, u.id LIMIT 60) x), '[]') AS owners
    FROM workspaces w WHERE w.id = ${workspaceId}::uuid`;
  const summary = rows[0];
  if (summary === undefined) {
    throw new Error(`Workspace ${access.workspaceId} is gone.`);
  }
  return summary;
}
