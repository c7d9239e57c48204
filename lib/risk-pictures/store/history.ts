import "server-only";
import { sides } from "@/lib/risks/rules/matrix-bounds";
import type { RiskCategory } from "@/lib/risks/schema";
import { conditionsOfPeopleAndPlaces } from "@/lib/risks/store/register-filter";
import { Prisma } from "@/prisma/generated/client";

/** Whose risks a picture is drawn from. */
export type PictureExtent = {
  workspaceId: string;
  projectId: string | null;
  /** Narrows pictures across projects to those this person takes part in; null reads all. */
  readerId: string | null;
  category: RiskCategory | undefined;
  today: string;
};

/** `seen`: the risks of a picture as they are. */
export function seenRisks(extent: PictureExtent): Prisma.Sql {
  const conditions = conditionsOfPeopleAndPlaces(extent);
  return Prisma.sql`seen AS MATERIALIZED (
    SELECT r.* FROM risks r WHERE ${Prisma.join(conditions, " AND ")})`;
}

/**
 * `stairs`: what each step of each earlier matrix is in the newest one, by version and step. The rule
 * of `mappedStep` is applied from version to version, as it was to the ratings themselves: a risk
 * that nobody rated again then stands in the past where it stands today. One row, because a join to
 * a table of steps hides from the planner how many ratings there are.
 */
function matrixStairs(workspaceId: string): Prisma.Sql {
  return Prisma.sql`sizes AS (
    SELECT m.version, s.side, s.size FROM risk_matrices m CROSS JOIN LATERAL (VALUES
      ('likelihood', cardinality(m.within)),
      ('impact', cardinality(m.grid) / cardinality(m.within))) s (side, size)
    WHERE m."workspaceId" = ${workspaceId}::uuid
  ), steps AS (
    SELECT n.version, n.side, n.size, g.step, g.step AS today
    FROM (SELECT * FROM sizes WHERE version = (SELECT max(version) FROM sizes)) n
    CROSS JOIN LATERAL generate_series(1, n.size) g (step)
    UNION ALL
    SELECT o.version, o.side, o.size, g.step, n.today
    FROM steps n JOIN sizes o ON o.version = n.version - 1 AND o.side = n.side
    CROSS JOIN LATERAL generate_series(1, o.size) g (step)
    WHERE n.step = ceil(g.step * n.size::numeric / o.size)
  ), stairs AS MATERIALIZED (
    SELECT array_agg(ways ORDER BY version) FILTER (WHERE side = 'likelihood') AS likelihood,
      array_agg(ways ORDER BY version) FILTER (WHERE side = 'impact') AS impact
    FROM (SELECT z.version, z.side, array_agg(s.today ORDER BY g.step) AS ways
      FROM sizes z CROSS JOIN generate_series(1, ${sides.max}::int) g (step)
      LEFT JOIN steps s ON s.version = z.version AND s.side = z.side AND s.step = g.step
      GROUP BY z.version, z.side) w
  )`;
}

/** A level of a rating `c` in the steps of today. */
const mapped = Prisma.sql`w.likelihood[c."matrixVersion"][c.likelihood] AS likelihood,
  w.impact[c."matrixVersion"][c.impact] AS impact`;

/**
 * `spans`: from when until when a risk had a status and a current level, in the steps of today.
 * The level of the beginning is the first inherent one. To be read after `seen`; needs `WITH
 * RECURSIVE`.
 */
export function riskSpans(workspaceId: string): Prisma.Sql {
  return Prisma.sql`${matrixStairs(workspaceId)}, began AS (
    SELECT DISTINCT ON (c."riskId") c."riskId", ${mapped}
    FROM seen s JOIN risk_level_changes c ON c."riskId" = s.id AND c.kind = 'inherent'
    CROSS JOIN stairs w
    ORDER BY c."riskId", c."changedAt", c.id
  ), ratings AS (
    SELECT s.id AS "riskId", 0 AS rank, s.id AS change, s."raisedAt" AS since,
      COALESCE(b.likelihood, s."inherentLikelihood") AS likelihood,
      COALESCE(b.impact, s."inherentImpact") AS impact
    FROM seen s LEFT JOIN began b ON b."riskId" = s.id
    UNION ALL
    SELECT s.id, 1, c.id, c."changedAt", ${mapped}
    FROM seen s JOIN risk_level_changes c ON c."riskId" = s.id AND c.kind = 'current'
    CROSS JOIN stairs w
  ), levels AS (
    SELECT "riskId", likelihood, impact, since, lead(since, 1, 'infinity') OVER (
      PARTITION BY "riskId" ORDER BY since, rank, change) AS until
    FROM ratings
  ), statuses AS (
    SELECT c."riskId", c.status, c.at AS since,
      lead(c.at, 1, 'infinity') OVER by_time AS until, lag(c.status) OVER by_time AS before
    FROM seen s JOIN risk_status_changes c ON c."riskId" = s.id
    WINDOW by_time AS (PARTITION BY c."riskId" ORDER BY c.at, c.status)
  ), spans AS (
    SELECT l."riskId", s.status, l.likelihood, l.impact,
      GREATEST(l.since, s.since) AS since, LEAST(l.until, s.until) AS until
    FROM levels l JOIN statuses s
      ON s."riskId" = l."riskId" AND s.since < l.until AND l.since < s.until
  )`;
}

/** The moment a day is over, everywhere in UTC. */
export function endOfDay(day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`((${day} + 1)::timestamp AT TIME ZONE 'UTC')`;
}
