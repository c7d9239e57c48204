import "server-only";
import type { WorkspaceAccess } from "@/lib/authz/access";
import type { ReadDb } from "@/lib/platform/db";
import { OFF_PLAN_DAYS } from "@/lib/portfolio/rules/slip-words";
import type { PortfolioSummaryView } from "@/lib/portfolio/schema";
import { standingOf, visibleTo } from "@/lib/portfolio/store/standing-sql";
import { waitsFor } from "@/lib/portfolio/store/waiting-sql";
import { Prisma } from "@/prisma/generated/client";

/** The counts over the portfolio, of active projects but for the first line, in one statement. */
export async function loadSummary(
  db: ReadDb,
  { access, today }: { access: WorkspaceAccess; today: string },
): Promise<PortfolioSummaryView> {
  const { userId } = access.member;
  const rows = await db.$queryRaw<PortfolioSummaryView[]>`
    WITH ${standingOf(visibleTo(access), today)},
    moving AS (
      SELECT st.* FROM standing st WHERE st.status = 'active'
    ),
    open_gates AS (
      SELECT g.state FROM moving m JOIN gates g ON g."projectId" = m."projectId"
      JOIN stages s ON s.id = g."stageId" AND s."tailoredOutAt" IS NULL
      WHERE g.state IN ('ready', 'in_review')
    ),
    open_risks AS (
      SELECT r.*, w."riskAppetite" AS appetite FROM risks r
      JOIN moving m ON m."projectId" = r."projectId" JOIN workspaces w ON w.id = r."workspaceId"
      WHERE r.status = 'open'
    ),
    late AS (
      SELECT 'gate' AS kind, ${today}::date - m."dueOn" AS days FROM moving m
        WHERE m."dueOn" < ${today}::date
      UNION ALL SELECT 'risk', ${today}::date - r."dueOn" FROM open_risks r
        WHERE r."dueOn" < ${today}::date
      UNION ALL SELECT 'condition', ${today}::date - c."dueOn"
        FROM gate_conditions c JOIN gates g ON g.id = c."gateId"
        JOIN moving m ON m."projectId" = g."projectId"
        WHERE c."metAt" IS NULL AND c."dueOn" < ${today}::date
    )
    SELECT w.name AS "workspaceName",
      (SELECT json_build_object('all', count(*), 'active', count(*) FILTER (WHERE v.status = 'active'),
          'paused', count(*) FILTER (WHERE v.status = 'paused'),
          'closed', count(*) FILTER (WHERE v.status = 'closed'),
          'waitingOnMe', count(*) FILTER (WHERE v.status = 'active'
            AND ${waitsFor({ userId, today, projectId: Prisma.sql`v.id` })}),
          'offPlan', (SELECT count(*) FROM moving m WHERE m."slipDays" >= ${OFF_PLAN_DAYS}))
        FROM visible v) AS projects,
      (SELECT json_build_object('ready', count(*) FILTER (WHERE state = 'ready'),
          'inReview', count(*) FILTER (WHERE state = 'in_review'),
          'overdue', (SELECT count(*) FROM late WHERE kind = 'gate')) FROM open_gates) AS gates,
      (SELECT count(*)::int FROM late WHERE kind = 'risk') AS "overdueRisks",
      (SELECT count(*)::int FROM late WHERE kind = 'condition') AS "overdueConditions",
      COALESCE((SELECT json_agg(days ORDER BY days DESC)
        FROM (SELECT days FROM late ORDER BY days DESC LIMIT 10) x), '[]') AS "overdueDays",
      (SELECT json_build_object('aboveAppetite', count(*) FILTER (WHERE score > appetite),
          'projects', count(DISTINCT "projectId") FILTER (WHERE score > appetite),
          'appetite', w."riskAppetite") FROM open_risks) AS risks,
      COALESCE((SELECT json_agg(x) FROM (SELECT likelihood, impact, count(*)::int AS count
        FROM open_risks WHERE score > appetite GROUP BY likelihood, impact) x), '[]') AS "heatMap",
      COALESCE((SELECT json_agg(json_build_object('number', number, 'projects', projects)
          ORDER BY number)
        FROM (SELECT n.number, count(m."projectId") AS projects
          FROM generate_series(1, (SELECT max(s.number) FROM stages s JOIN visible v ON v.id = s."projectId")) n(number)
          LEFT JOIN moving m ON m."stageNumber" = n.number GROUP BY n.number) x), '[]') AS stages,
      COALESCE((SELECT json_agg(unit ORDER BY unit) FROM (SELECT DISTINCT unit FROM visible
        WHERE unit <> '' ORDER BY unit LIMIT 60) x), '[]') AS units,
      COALESCE((SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY name, id)
        FROM (SELECT DISTINCT u.id, u.name FROM visible v JOIN users u ON u.id = v."ownerId"
          ORDER BY u.name, u.id LIMIT 60) x), '[]') AS owners
    FROM workspaces w WHERE w.id = ${access.workspaceId}::uuid`;
  const summary = rows[0];
  if (summary === undefined) {
    throw new Error(`Workspace ${access.workspaceId} is gone.`);
  }
  return summary;
}
