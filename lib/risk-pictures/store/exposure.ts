import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb } from "@/lib/platform/db";
import { bandStarts } from "@/lib/risk-pictures/rules/ages";
import type { RiskPicturesView } from "@/lib/risk-pictures/schema/pictures";
import { type PictureExtent, seenRisks } from "@/lib/risk-pictures/store/history";
import { matrixOf } from "@/lib/risks/store/matrix";
import { Prisma } from "@/prisma/generated/client";

type Exposure = Pick<RiskPicturesView, "matrix" | "categories" | "places" | "ages" | "oldest">;

const PLACES_SHOWN = 20;

const living = Prisma.sql`count(*)::int AS count,
  (count(*) FILTER (WHERE s.status = 'open' AND s."isAboveAppetite"))::int AS above,
  sum(s."inherentLikelihood" * s."inherentImpact")::int AS inherent, sum(s.score)::int AS current`;

/** Stages inside a project, projects across them: the ones with the highest score, then the rest. */
function placesOf({ projectId }: PictureExtent): Prisma.Sql {
  if (projectId !== null) {
    return Prisma.sql`SELECT p.id, COALESCE(p.number || ' ' || p.name, 'Whole project') AS name,
        ${living}, p.number AS place
      FROM seen s LEFT JOIN stages p ON p.id = s."stageId" WHERE s.status <> 'closed'
      GROUP BY p.id, p.number, p.name`;
  }
  return Prisma.sql`SELECT CASE WHEN place <= ${PLACES_SHOWN} THEN id END AS id,
      CASE WHEN place <= ${PLACES_SHOWN} THEN name
        ELSE 'Other projects' END AS name, sum(count)::int AS count, sum(above)::int AS above,
      sum(inherent)::int AS inherent, sum(current)::int AS current,
      LEAST(place, ${PLACES_SHOWN} + 1) AS place
    FROM (SELECT p.id, p.name, ${living},
        row_number() OVER (ORDER BY sum(s.score) DESC, p.name, p.id)::int AS place
      FROM seen s JOIN projects p ON p.id = s."projectId" WHERE s.status <> 'closed'
      GROUP BY p.id, p.name) each_project
    GROUP BY 1, 2, 7`;
}

/** How the living risks are spread today, and how long the open ones are known: one statement. */
export async function loadExposure(db: ReadDb, extent: PictureExtent): Promise<Exposure> {
  const { workspaceId, today } = extent;
  const [row] = await db.$queryRaw<Exposure[]>`
    WITH ${seenRisks(extent)}, open AS (
      SELECT s.*, GREATEST(0, ${today}::date - s."identifiedOn") AS days FROM seen s
      WHERE s.status = 'open'
    )
    SELECT ${matrixOf(Prisma.sql`w.id`)} AS matrix,
      COALESCE((SELECT json_agg(c ORDER BY c.current DESC, c.category) FROM (
        SELECT s.category, ${living} FROM seen s WHERE s.status <> 'closed' GROUP BY s.category
      ) c), '[]') AS categories,
      COALESCE((SELECT json_agg(p ORDER BY p.place NULLS LAST) FROM (${placesOf(extent)}) p),
        '[]') AS places,
      COALESCE((SELECT json_agg(a) FROM (
        SELECT level, width_bucket(days, ${[...bandStarts]}::int[]) AS band, count(*)::int AS count
        FROM open GROUP BY 1, 2 ORDER BY 1, 2) a), '[]') AS ages,
      (SELECT row_to_json(o) FROM (
        SELECT s.id, s.number, s.title, s."projectId", p.key AS "projectKey", s.days
        FROM open s JOIN projects p ON p.id = s."projectId"
        ORDER BY s.days DESC, s.score DESC, s.id LIMIT 1) o) AS oldest
    FROM workspaces w WHERE w.id = ${workspaceId}::uuid`;
  if (row === undefined) {
    throw new AppError("not_found", "This workspace does not exist any more.");
  }
  return row;
}
