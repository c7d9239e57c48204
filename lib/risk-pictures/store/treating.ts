import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import type { TreatedView } from "@/lib/risk-pictures/schema/pictures";
import { type PictureExtent, riskSpans, seenRisks } from "@/lib/risk-pictures/store/history";

/**
 * Days from raising to treating, by the level a risk was raised with. A risk is treated the first
 * time it is closed, accepted or, where it was raised above the appetite, within it. The quartiles
 * are those of `percentile_cont`: linear between the order statistics, type 7 of Hyndman and Fan
 * (1996). `from` leaves out what was treated earlier.
 */
export async function listTreated(
  db: ReadDb,
  extent: PictureExtent,
  from: string | null,
): Promise<TreatedView[]> {
  const { workspaceId } = extent;
  return db.$queryRaw<TreatedView[]>`
    WITH RECURSIVE ${seenRisks(extent)}, ${riskSpans(workspaceId)}, matrix AS (
      SELECT within, grid, cardinality(grid) / cardinality(within) AS width FROM risk_matrices
      WHERE "workspaceId" = ${workspaceId}::uuid ORDER BY version DESC LIMIT 1
    ), first AS (
      SELECT DISTINCT ON ("riskId") "riskId", likelihood, impact FROM spans
      ORDER BY "riskId", since
    ), cases AS (
      SELECT x."riskId", m.grid[(f.likelihood - 1) * m.width + f.impact] AS level,
        min(x.since) FILTER (WHERE x.status <> 'open'
          OR f.impact > m.within[f.likelihood] AND x.impact <= m.within[x.likelihood]) AS treated
      FROM spans x JOIN first f USING ("riskId") CROSS JOIN matrix m
      GROUP BY x."riskId", f.likelihood, f.impact, m.grid, m.width
    ), told AS (
      SELECT cases.level,
        (treated AT TIME ZONE 'UTC')::date - (s."raisedAt" AT TIME ZONE 'UTC')::date AS days
      FROM cases JOIN seen s ON s.id = "riskId"
      WHERE treated IS NULL OR ${from}::date IS NULL
        OR (treated AT TIME ZONE 'UTC')::date >= ${from}::date
    )
    SELECT level, count(days)::int AS cases, count(*) FILTER (WHERE days IS NULL)::int AS waiting,
      min(days)::float8 AS least, percentile_cont(0.25) WITHIN GROUP (ORDER BY days) AS lower,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median,
      percentile_cont(0.75) WITHIN GROUP (ORDER BY days) AS upper, max(days)::float8 AS most
    FROM told GROUP BY level ORDER BY level DESC`;
}
