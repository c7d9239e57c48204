import "server-only";
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
 * `steps`: what each step of each earlier matrix is in the newest one. The rule of `mappedStep` is
 * applied from version to version, as it was to the ratings themselves: a risk that nobody rated
 * again then stands in the past where it stands today.
 */
function matrixSteps(workspaceId: string): Prisma.Sql {
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
  )`;
}

/**
 * `spans`: from when until when a risk had a status and a current level, in the steps of today.
 * The level of the beginning is the first inherent one. To be read after `seen`; needs `WITH
 * RECURSIVE`.
 */
export function riskSpans(workspaceId: string): Prisma.Sql {
  return Prisma.sql`${matrixSteps(workspaceId)}, began AS (
    SELECT DISTINCT ON (c."riskId") c."riskId", l.today AS likelihood, i.today AS impact
    FROM seen s JOIN risk_level_changes c ON c."riskId" = s.id AND c.kind = 'inherent'
    JOIN steps l ON l.version = c."matrixVersion" AND l.side = 'likelihood' AND l.step = c.likelihood
    JOIN steps i ON i.version = c."matrixVersion" AND i.side = 'impact' AND i.step = c.impact
    ORDER BY c."riskId", c."changedAt", c.id
  ), ratings AS (
    SELECT s.id AS "riskId", 0 AS rank, s.id AS change, s."raisedAt" AS since,
      COALESCE(b.likelihood, s."inherentLikelihood") AS likelihood,
      COALESCE(b.impact, s."inherentImpact") AS impact
    FROM seen s LEFT JOIN began b ON b."riskId" = s.id
    UNION ALL
    SELECT s.id, 1, c.id, c."changedAt", l.today, i.today
    FROM seen s JOIN risk_level_changes c ON c."riskId" = s.id AND c.kind = 'current'
    JOIN steps l ON l.version = c."matrixVersion" AND l.side = 'likelihood' AND l.step = c.likelihood
    JOIN steps i ON i.version = c."matrixVersion" AND i.side = 'impact' AND i.step = c.impact
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
