import "server-only";
import type { EffortOnRecord } from "@/lib/business-cases/rules/earlier-effort";
import type { ReadDb } from "@/lib/platform/db";

export type EffortFound = EffortOnRecord & {
  projectId: string;
  key: string;
  summary: string;
  startOn: string;
};

const FOUND_AT_MOST = 10;

/** What the words are looked for in; a project is found by any of them and ranked by all. */
export type EffortSearch = {
  workspaceId: string;
  /** The project that asks; it is not its own past. */
  projectId: string;
  userId: string;
  words: string;
  /** Only this one, whatever its words are. */
  only?: string;
};

/**
 * Earlier projects the reader may see, ranked by how well name, summary,
 * objectives and lessons match. One statement over the projects of one
 * workspace; a name counts more than a summary, a summary more than the rest.
 */
export async function findEfforts(db: ReadDb, search: EffortSearch): Promise<EffortFound[]> {
  const { workspaceId, projectId, userId, words, only = null } = search;
  return db.$queryRaw<EffortFound[]>`
    WITH asked AS (
      SELECT replace(plainto_tsquery('english', ${words})::text, ' & ', ' | ')::tsquery AS query
    ), seen AS (
      SELECT p.id, p.key, p.name, p.summary, p."startOn", p.status, p."statusReason",
             COALESCE(v.content, '{}'::jsonb) AS content
      FROM projects p
      LEFT JOIN business_cases c ON c."projectId" = p.id
      LEFT JOIN business_case_versions v
        ON v."caseId" = c.id AND v.number = COALESCE(c."signedNumber", c."submittedNumber")
      WHERE p."workspaceId" = ${workspaceId}::uuid AND p.id <> ${projectId}::uuid
        AND (${only}::uuid IS NULL OR p.id = ${only}::uuid)
        AND (EXISTS (SELECT 1 FROM project_members pm
                     WHERE pm."projectId" = p.id AND pm."userId" = ${userId}::uuid
                       AND pm."removedAt" IS NULL)
             OR EXISTS (SELECT 1 FROM memberships m
                        WHERE m."workspaceId" = p."workspaceId" AND m."userId" = ${userId}::uuid
                          AND m."removedAt" IS NULL AND m.role IN ('owner', 'admin', 'auditor')))
    ), learnt AS (
      SELECT s.*,
             COALESCE((SELECT json_agg(json_build_object('reason', l."reasonText",
                 'outcome', l.outcome) ORDER BY l.iteration DESC)
               FROM loop_backs l WHERE l."projectId" = s.id), '[]') AS loops,
             COALESCE((SELECT json_agg(left(j.body, 600) ORDER BY j."entryOn" DESC, j.id DESC)
               FROM (SELECT body, "entryOn", id FROM journal_entries
                     WHERE "projectId" = s.id AND body ~* '(lesson|learn)'
                     ORDER BY "entryOn" DESC, id DESC LIMIT 3) j), '[]') AS notes
      FROM seen s
    ), ranked AS (
      SELECT l.*,
             setweight(to_tsvector('english', l.name), 'A')
             || setweight(to_tsvector('english', l.summary), 'B')
             || setweight(to_tsvector('english', concat_ws(' ', l.content->>'businessObjective',
                  l.content->>'mlObjective', l.content->>'background')), 'C')
             || setweight(to_tsvector('english',
                  concat_ws(' ', l."statusReason", l.loops::text, l.notes::text)), 'D') AS text
      FROM learnt l
    )
    SELECT r.id AS "projectId", r.key, r.name, r.summary, r."startOn"::text AS "startOn",
           r.status::text AS status, r."statusReason", r.loops, r.notes
    FROM ranked r, asked a
    WHERE ${only}::uuid IS NOT NULL OR r.text @@ a.query
    ORDER BY ts_rank(r.text, a.query) DESC, r."startOn" DESC, r.id
    LIMIT ${FOUND_AT_MOST}`;
}
