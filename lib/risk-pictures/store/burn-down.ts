import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import { POINTS_MAX } from "@/lib/risk-pictures/rules/periods";
import type { BurnDownPoint } from "@/lib/risk-pictures/schema/pictures";
import {
  endOfDay,
  type PictureExtent,
  riskSpans,
  seenRisks,
} from "@/lib/risk-pictures/store/history";
import { Prisma } from "@/prisma/generated/client";

type Point = BurnDownPoint & { stepDays: number };

/**
 * One statement: what begins and what ends is counted at the first point after it, and added up
 * from point to point. The last point is today; the first is no earlier than a week before the
 * first risk.
 */
export async function listBurnDown(
  db: ReadDb,
  extent: PictureExtent,
  weeks: number | null,
): Promise<Point[]> {
  const { workspaceId, today } = extent;
  return db.$queryRaw<Point[]>`
    WITH RECURSIVE ${seenRisks(extent)}, ${riskSpans(workspaceId)}, reach AS (
      SELECT LEAST(${weeks}::int, GREATEST(1, ceil((${today}::date + 1
        - (min("raisedAt") AT TIME ZONE 'UTC')::date) / 7.0))::int) AS weeks FROM seen
    ), pace AS (
      SELECT ceil(weeks::numeric / ${POINTS_MAX})::int AS step, weeks FROM reach
    ), points AS (
      SELECT row_number() OVER (ORDER BY g.back DESC)::int AS place,
        ${today}::date - g.back * p.step * 7 AS "on", p.step * 7 AS "stepDays"
      FROM pace p CROSS JOIN LATERAL generate_series(0, ceil(p.weeks::numeric / p.step)::int) g (back)
    ), ends AS (
      SELECT array_agg(${endOfDay(Prisma.sql`"on"`)} ORDER BY place) AS at,
        min(${endOfDay(Prisma.sql`"on"`)}) - make_interval(days => min("stepDays")) AS before
      FROM points
    ), changes AS (
      SELECT since AS at, likelihood * impact AS score, status, 1 AS sign FROM spans
        WHERE status <> 'closed'
      UNION ALL
      SELECT until, likelihood * impact, status, -1 FROM spans
        WHERE status <> 'closed' AND until < 'infinity'
    ), placed AS (
      SELECT width_bucket(c.at, e.at) + 1 AS place, sum(sign * score) AS score,
        sum(sign) FILTER (WHERE status = 'open') AS open,
        sum(sign) FILTER (WHERE status = 'accepted') AS accepted
      FROM changes c CROSS JOIN ends e GROUP BY 1
    ), events AS (
      SELECT s.since AS at, s.status = 'closed' AS closed,
        s.status <> 'closed' AND s.before = 'closed' AS reopened, false AS raised FROM statuses s
      UNION ALL SELECT "raisedAt", false, false, true FROM seen
    ), counted AS (
      SELECT width_bucket(v.at, e.at) + 1 AS place, count(*) FILTER (WHERE raised) AS raised,
        count(*) FILTER (WHERE closed) AS closed, count(*) FILTER (WHERE reopened) AS reopened
      FROM events v CROSS JOIN ends e WHERE v.at >= e.before GROUP BY 1
    )
    SELECT p."on"::text, p."stepDays",
      COALESCE(sum(c.open) OVER so_far, 0)::int AS open,
      COALESCE(sum(c.accepted) OVER so_far, 0)::int AS accepted,
      COALESCE(sum(c.score) OVER so_far, 0)::int AS score,
      COALESCE(n.raised, 0)::int AS raised, COALESCE(n.reopened, 0)::int AS reopened,
      COALESCE(n.closed, 0)::int AS closed
    FROM points p LEFT JOIN placed c USING (place) LEFT JOIN counted n USING (place)
    WINDOW so_far AS (ORDER BY p.place)
    ORDER BY p.place`;
}
