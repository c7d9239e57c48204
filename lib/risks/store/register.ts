import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb } from "@/lib/platform/db";
import type {
  RiskCategory,
  RiskFacetsView,
  RiskRegisterView,
  RiskStatus,
  RiskTreatment,
} from "@/lib/risks/schema";
import { matrixOf } from "@/lib/risks/store/matrix";
import {
  conditionsOf,
  conditionsOfPeopleAndPlaces,
  isOverdue,
  isReviewDue,
  isReviewOverdue,
  placeOn,
  type RegisterFilter,
} from "@/lib/risks/store/register-filter";
import { beyond, orderOf } from "@/lib/risks/store/register-order";
import { Prisma } from "@/prisma/generated/client";

export type RegisterRow = {
  id: string;
  number: number;
  title: string;
  category: RiskCategory;
  projectId: string;
  projectKey: string;
  projectName: string;
  stageNumber: number | null;
  stageName: string | null;
  gateCode: string | null;
  ownerName: string | null;
  likelihood: number;
  impact: number;
  score: number;
  inherentLikelihood: number;
  inherentImpact: number;
  residualLikelihood: number | null;
  residualImpact: number | null;
  isAboveAppetite: boolean;
  treatment: RiskTreatment;
  dueOn: Date | null;
  reviewDueOn: Date | null;
  raisedAt: Date;
  status: RiskStatus;
  isWatched: boolean;
};

/** In the order asked for, one statement. */
export async function listRegisterRows(db: ReadDb, filter: RegisterFilter): Promise<RegisterRow[]> {
  const { after, sort, limit } = filter;
  const conditions = conditionsOf(filter);
  if (after !== null) {
    conditions.push(beyond(sort, after));
  }
  return selectRows(db, { conditions, order: orderOf(sort), limit: limit + 1 });
}

export async function findRegisterRow(
  db: ReadDb,
  at: { id: string; projectId: string },
): Promise<RegisterRow | null> {
  const conditions = [
    Prisma.sql`r.id = ${at.id}::uuid`,
    Prisma.sql`r."projectId" = ${at.projectId}::uuid`,
  ];
  const rows = await selectRows(db, { conditions, order: orderOf("score"), limit: 1 });
  return rows[0] ?? null;
}

function selectRows(
  db: ReadDb,
  wanted: { conditions: Prisma.Sql[]; order: Prisma.Sql; limit: number },
): Promise<RegisterRow[]> {
  return db.$queryRaw<RegisterRow[]>`
    SELECT r.id, r.number, r.title, r.category::text, r."projectId", p.key AS "projectKey",
           p.name AS "projectName", s.number AS "stageNumber", s.name AS "stageName",
           g.code AS "gateCode", u.name AS "ownerName", r.likelihood, r.impact, r.score, r."inherentLikelihood",
           r."inherentImpact", r."residualLikelihood", r."residualImpact",
           r."isAboveAppetite", r.treatment::text, r."dueOn", r."reviewDueOn", r."raisedAt", r.status::text,
           EXISTS (SELECT 1 FROM risk_watches w WHERE w."riskId" = r.id AND w."endedAt" IS NULL) AS "isWatched"
    FROM risks r
    JOIN projects p ON p.id = r."projectId"
    LEFT JOIN users u ON u.id = r."ownerId"
    LEFT JOIN stages s ON s.id = r."stageId"
    LEFT JOIN gates g ON g.id = r."gateId"
    WHERE ${Prisma.join(wanted.conditions, " AND ")}
    ORDER BY ${wanted.order}
    LIMIT ${wanted.limit}`;
}

const NUMBERS_PER_CELL = 6;

export type RegisterPicture = Pick<
  RiskRegisterView,
  "matrix" | "heatMap" | "moves" | "counts" | "totals" | "gates"
>;

/** Matrix, movements and counts, whatever view of the register is asked for: one row, counted by the database. */
export async function loadPicture(db: ReadDb, filter: RegisterFilter): Promise<RegisterPicture> {
  const { projectId, today } = filter;
  const conditions = conditionsOfPeopleAndPlaces(filter);
  const numbers =
    projectId === null
      ? Prisma.sql`'{}'::int[]`
      : Prisma.sql`array_agg(r.number) FILTER (WHERE r.status <> 'closed')`;
  const gate = projectId === null ? Prisma.sql`NULL::uuid` : Prisma.sql`r."gateId"`;
  const { likelihood, impact } = placeOn(filter.map);
  const rows = await db.$queryRaw<RegisterPicture[]>`
    WITH cells AS MATERIALIZED (
      SELECT ${likelihood} AS likelihood, ${impact} AS impact, r."inherentLikelihood",
             r."inherentImpact", r.status, r."isAboveAppetite", ${gate} AS gate,
             count(*)::int AS count, sum(r.score) AS score,
             sum(COALESCE(r."residualLikelihood" * r."residualImpact", r.score)) AS residual,
             count(*) FILTER (WHERE ${isOverdue(today)}) AS overdue,
             count(*) FILTER (WHERE ${isReviewOverdue(today)}) AS "reviewOverdue",
             count(*) FILTER (WHERE ${isReviewDue(today)}) AS "reviewDue",
             ${numbers} AS numbers
      FROM risks r
      WHERE ${Prisma.join(conditions, " AND ")}
      GROUP BY ${likelihood}, ${impact}, r."inherentLikelihood", r."inherentImpact", r.status,
        r."isAboveAppetite", ${gate}
    )
    SELECT ${matrixOf(Prisma.sql`w.id`)} AS matrix,
      COALESCE((SELECT json_agg(h) FROM (
        SELECT c.likelihood, c.impact, sum(c.count)::int AS count, COALESCE((
            SELECT json_agg(n.number) FROM (SELECT number FROM cells x, unnest(x.numbers) number
              WHERE x.likelihood = c.likelihood AND x.impact = c.impact
              ORDER BY number LIMIT ${NUMBERS_PER_CELL}) n), '[]') AS numbers
        FROM cells c WHERE c.status <> 'closed' GROUP BY c.likelihood, c.impact) h), '[]') AS "heatMap",
      COALESCE((SELECT json_agg(json_build_object(
          'from', json_build_object('likelihood', m."inherentLikelihood", 'impact', m."inherentImpact"),
          'to', json_build_object('likelihood', m.likelihood, 'impact', m.impact),
          'count', m.count)) FROM (
        SELECT "inherentLikelihood", "inherentImpact", likelihood, impact, sum(count)::int AS count
        FROM cells WHERE status <> 'closed'
          AND (likelihood, impact) <> ("inherentLikelihood", "inherentImpact")
        GROUP BY "inherentLikelihood", "inherentImpact", likelihood, impact) m), '[]') AS moves,
      (SELECT json_build_object(
          'inherent', COALESCE(sum("inherentLikelihood" * "inherentImpact" * count), 0),
          'current', COALESCE(sum(score), 0), 'residual', COALESCE(sum(residual), 0))
        FROM cells WHERE status <> 'closed') AS totals,
      ${gatesOf(projectId)} AS gates,
      (SELECT json_build_object(
          'open', COALESCE(sum(count) FILTER (WHERE status = 'open'), 0),
          'accepted', COALESCE(sum(count) FILTER (WHERE status = 'accepted'), 0),
          'closed', COALESCE(sum(count) FILTER (WHERE status = 'closed'), 0),
          'overdue', COALESCE(sum(overdue), 0),
          'reviewOverdue', COALESCE(sum("reviewOverdue"), 0),
          'reviewDue', COALESCE(sum("reviewDue"), 0),
          'aboveAppetite', COALESCE(sum(count)
            FILTER (WHERE status = 'open' AND "isAboveAppetite"), 0)) FROM cells) AS counts
    FROM workspaces w WHERE w.id = ${filter.workspaceId}::uuid`;
  const picture = rows[0];
  if (picture === undefined) {
    throw new AppError("not_found", "This workspace does not exist any more.");
  }
  return picture;
}

/** What is bound to each gate of a project, in the order of its stages; across projects nothing. */
function gatesOf(projectId: string | null): Prisma.Sql {
  return projectId === null
    ? Prisma.sql`'[]'::json`
    : Prisma.sql`COALESCE((SELECT json_agg(b ORDER BY b.number NULLS LAST) FROM (
        SELECT g.id, g.code, g.name, st.number, sum(c.count)::int AS count,
          sum(c.score)::int AS score,
          COALESCE(g.id = ps."nextGateId", false) AS "isNext"
        FROM cells c LEFT JOIN gates g ON g.id = c.gate LEFT JOIN stages st ON st.id = g."stageId"
        LEFT JOIN project_standings ps ON ps."projectId" = g."projectId"
        WHERE c.status <> 'closed'
        GROUP BY g.id, g.code, g.name, st.number, ps."nextGateId") b), '[]')`;
}

const FACETS_OFFERED = 50;

/** Projects, owners and stages of the risks a reader may see, in one statement. */
export async function listRiskFacets(
  db: ReadDb,
  at: {
    workspaceId: string;
    readerId: string | null;
    projectId?: string | undefined;
    ownerId?: string | undefined;
  },
): Promise<RiskFacetsView> {
  const { workspaceId, readerId, projectId = null, ownerId = null } = at;
  const conditions = conditionsOfPeopleAndPlaces({ workspaceId, readerId, projectId: null });
  const seen = Prisma.join(conditions, " AND ");
  const [row] = await db.$queryRaw<RiskFacetsView[]>`
    WITH seen AS MATERIALIZED (
      SELECT r."projectId", r."ownerId", GROUPING(r."projectId") = 0 AS "isProject",
        count(*) FILTER (WHERE r.status <> 'closed') AS open
      FROM risks r WHERE ${seen}
      GROUP BY GROUPING SETS ((r."projectId"), (r."ownerId"))
    ), projects_offered AS (
      SELECT "projectId" AS id FROM seen WHERE "isProject"
      ORDER BY "projectId" IS NOT DISTINCT FROM ${projectId}::uuid DESC, open DESC, "projectId"
      LIMIT ${FACETS_OFFERED}
    ), owners_offered AS (
      SELECT "ownerId" AS id FROM seen WHERE NOT "isProject"
      ORDER BY "ownerId" IS NOT DISTINCT FROM ${ownerId}::uuid DESC, open DESC, "ownerId"
      LIMIT ${FACETS_OFFERED}
    )
    SELECT
      COALESCE((SELECT json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.name, p.id)
        FROM projects p JOIN projects_offered USING (id)), '[]') AS projects,
      COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY u.name, u.id)
        FROM users u JOIN owners_offered USING (id)), '[]') AS owners,
      COALESCE((SELECT json_agg(DISTINCT s.number) FROM stages s
        WHERE s.id IN (SELECT r."stageId" FROM risks r WHERE ${seen})), '[]') AS stages`;
  return row ?? { projects: [], owners: [], stages: [] };
}
