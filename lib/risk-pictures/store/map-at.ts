import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb } from "@/lib/platform/db";
import type { RiskMapView } from "@/lib/risk-pictures/schema/map";
import {
  endOfDay,
  type PictureExtent,
  riskSpans,
  seenRisks,
} from "@/lib/risk-pictures/store/history";
import { matrixOf } from "@/lib/risks/store/matrix";
import { Prisma } from "@/prisma/generated/client";

const NUMBERS_PER_CELL = 6;
const MOVES_LISTED = 50;
const DECISIONS_OFFERED = 12;
/** Where nobody chose a day, and the register is that old. */
const DAYS_BACK = 28;

/** Which of the two moments is read; both stand in `both` under these prefixes. */
type Side = { likelihood: Prisma.Sql; impact: Prisma.Sql; status: Prisma.Sql };

const past: Side = {
  likelihood: Prisma.sql`b."pastLikelihood"`,
  impact: Prisma.sql`b."pastImpact"`,
  status: Prisma.sql`b."pastStatus"`,
};
const present: Side = {
  likelihood: Prisma.sql`b.likelihood`,
  impact: Prisma.sql`b.impact`,
  status: Prisma.sql`b.status`,
};

/** One moment as JSON. */
function momentOf(side: Side, { projectId }: PictureExtent): Prisma.Sql {
  const { likelihood, impact, status } = side;
  const numbers =
    projectId === null
      ? Prisma.sql`'{}'::int[]`
      : Prisma.sql`(array_agg(b.number ORDER BY b.number))[1:${NUMBERS_PER_CELL}::int]`;
  return Prisma.sql`(SELECT json_build_object(
      'heatMap', COALESCE((SELECT json_agg(c) FROM (
        SELECT ${likelihood} AS likelihood, ${impact} AS impact, count(*)::int AS count,
          ${numbers} AS numbers
        FROM both_moments b WHERE ${status} IN ('open', 'accepted') GROUP BY 1, 2) c), '[]'),
      'open', count(*) FILTER (WHERE ${status} = 'open'),
      'accepted', count(*) FILTER (WHERE ${status} = 'accepted'),
      'above', count(*) FILTER (WHERE ${status} = 'open' AND ${impact} > m.within[${likelihood}]),
      'score', COALESCE(sum(${likelihood} * ${impact})
        FILTER (WHERE ${status} IN ('open', 'accepted')), 0))
    FROM both_moments b)`;
}

const stand = (side: Side) =>
  Prisma.sql`json_build_object('likelihood', ${side.likelihood}, 'impact', ${side.impact},
    'status', ${side.status})`;

const pastPlace = Prisma.sql`(b."pastLikelihood", b."pastImpact")`;

/** Null for what did not move, and for what was neither there then nor is there now. */
const kindOf = Prisma.sql`CASE
  WHEN b."pastStatus" IS NULL THEN CASE WHEN b.status <> 'closed' THEN 'raised' END
  WHEN b."pastStatus" = 'closed' THEN CASE WHEN b.status <> 'closed' THEN 'reopened' END
  WHEN b.status = 'closed' THEN 'closed'
  WHEN b.likelihood * b.impact > b."pastLikelihood" * b."pastImpact" THEN 'higher'
  WHEN b.likelihood * b.impact < b."pastLikelihood" * b."pastImpact" THEN 'lower'
  WHEN (b.likelihood, b.impact) <> ${pastPlace} THEN 'across'
  WHEN b.status <> b."pastStatus" THEN CASE b.status WHEN 'accepted' THEN 'accepted'
    ELSE 'opened' END
  END`;

function decisionsOf({ projectId }: PictureExtent): Prisma.Sql {
  return projectId === null
    ? Prisma.sql`'[]'::json`
    : Prisma.sql`COALESCE((SELECT json_agg(json_build_object('code', d.code, 'outcome', d.outcome,
          'on', (d."closedAt" AT TIME ZONE 'UTC')::date::text) ORDER BY d."closedAt") FROM (
        SELECT g.code, o.outcome, o."closedAt" FROM gates g JOIN gate_rounds o ON o."gateId" = g.id
        WHERE g."projectId" = ${projectId}::uuid AND o.outcome NOT IN ('withdrawn', 'voided')
        ORDER BY o."closedAt" DESC LIMIT ${DECISIONS_OFFERED}) d), '[]')`;
}

/** The heat map when a day was over beside the one of now, and what moved between: one statement. */
export async function loadMapAt(
  db: ReadDb,
  extent: PictureExtent,
  on: string | undefined,
): Promise<RiskMapView> {
  const { workspaceId, today } = extent;
  const [row] = await db.$queryRaw<RiskMapView[]>`
    WITH RECURSIVE ${seenRisks(extent)}, ${riskSpans(workspaceId)}, chosen AS (
      SELECT f.first, d.day, ${endOfDay(Prisma.sql`d.day`)} AS end
      FROM (SELECT min(("raisedAt" AT TIME ZONE 'UTC')::date) AS first FROM seen) f
      CROSS JOIN LATERAL (SELECT COALESCE(${on ?? null}::date, LEAST(${today}::date,
        GREATEST(f.first, ${today}::date - ${DAYS_BACK}::int))) AS day) d
    ), both_moments AS MATERIALIZED (
      SELECT s.id, s.number, s.title, s."projectId", s.status::text, s.likelihood, s.impact, s.score,
        t.status::text AS "pastStatus", t.likelihood AS "pastLikelihood", t.impact AS "pastImpact"
      FROM seen s CROSS JOIN chosen c LEFT JOIN spans t
        ON t."riskId" = s.id AND t.since < c.end AND t.until >= c.end
    ), moved AS (
      SELECT b.*, ${kindOf} AS kind FROM both_moments b
    )
    SELECT (SELECT day::text FROM chosen) AS "on", ${today} AS today, ${matrixOf(Prisma.sql`m."workspaceId"`)} AS matrix,
      (SELECT first::text FROM chosen) AS "firstOn",
      ${momentOf(past, extent)} AS past, ${momentOf(present, extent)} AS present,
      COALESCE((SELECT json_agg(json_build_object('count', v.count,
          'from', json_build_object('likelihood', v."pastLikelihood", 'impact', v."pastImpact"),
          'to', json_build_object('likelihood', v.likelihood, 'impact', v.impact))) FROM (
        SELECT b."pastLikelihood", b."pastImpact", b.likelihood, b.impact, count(*)::int AS count
        FROM both_moments b WHERE b.status <> 'closed' AND b."pastStatus" <> 'closed'
          AND (b.likelihood, b.impact) <> ${pastPlace} GROUP BY 1, 2, 3, 4) v), '[]') AS moves,
      COALESCE((SELECT json_agg(k) FROM (
        SELECT kind, count(*)::int AS count FROM moved WHERE kind IS NOT NULL GROUP BY kind
      ) k), '[]') AS counts,
      COALESCE((SELECT json_agg(json_build_object('id', b.id, 'number', b.number, 'title', b.title,
          'projectId', b."projectId", 'projectKey', b.key, 'kind', b.kind, 'present', ${stand(present)},
          'past', CASE WHEN b."pastStatus" IS NOT NULL THEN ${stand(past)} END)
          ORDER BY b.place) FROM (
        SELECT v.*, p.key, row_number() OVER (ORDER BY abs(
          CASE WHEN v.status = 'closed' THEN 0 ELSE v.score END
          - CASE WHEN COALESCE(v."pastStatus", 'closed') = 'closed' THEN 0
            ELSE v."pastLikelihood" * v."pastImpact" END) DESC, v.score DESC, v.id) AS place
        FROM moved v JOIN projects p ON p.id = v."projectId" WHERE v.kind IS NOT NULL
        ORDER BY place LIMIT ${MOVES_LISTED}) b), '[]') AS moved,
      ${decisionsOf(extent)} AS decisions
    FROM risk_matrices m WHERE m."workspaceId" = ${workspaceId}::uuid
    ORDER BY m.version DESC LIMIT 1`;
  if (row === undefined) {
    throw new AppError("not_found", "This workspace does not exist any more.");
  }
  return row;
}
