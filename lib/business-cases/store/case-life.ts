import "server-only";
import type { CaseLife } from "@/lib/business-cases/rules/case-life";
import { contentOf } from "@/lib/business-cases/store";
import { AppError } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import { type ReadDb, readDb, type Tx } from "@/lib/platform/db";

type LifeRow = Omit<CaseLife, "signed" | "current" | "project"> &
  Omit<CaseLife["project"], "id"> & {
    projectId: string;
    signed: unknown;
    current: unknown;
  };

/** What the cases of these projects are asked about after signing, in one statement. */
export async function loadCaseLives(
  db: ReadDb,
  projectIds: readonly string[],
): Promise<CaseLife[]> {
  const rows = await db.$queryRaw<LifeRow[]>`
    SELECT c.id AS "caseId", c.version, c."goLiveOn"::text AS "goLiveOn", c."signedNumber",
           c."endsNoted", p.id AS "projectId", p."workspaceId", p.key, p.name,
           p.strictness::text AS strictness, p.status::text AS status,
           signed.content AS signed, latest.number AS "latestNumber",
           COALESCE(latest.content, c.draft) AS current,
           COALESCE(stages.list, '[]') AS stages,
           COALESCE(readings.list, '[]') AS readings,
           COALESCE(reviews.list, '[]') AS reviews,
           COALESCE(members.list, '[]') AS members
    FROM business_cases c
    JOIN projects p ON p.id = c."projectId"
    LEFT JOIN business_case_versions signed
      ON signed."caseId" = c.id AND signed.number = c."signedNumber"
    LEFT JOIN LATERAL (
      SELECT v.number, v.content FROM business_case_versions v WHERE v."caseId" = c.id
      ORDER BY v.number DESC LIMIT 1) latest ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('id', s.id, 'key', s.key, 'number', s.number,
               'name', s.name, 'planEndOn', s."planEndOn", 'actualEndOn', s."actualEndOn",
               'isTailoredOut', s."tailoredOutAt" IS NOT NULL,
               'gatePassedOn', (SELECT max((g."passedAt" AT TIME ZONE 'UTC')::date)
                                FROM gates g WHERE g."stageId" = s.id)) ORDER BY s.number) AS list
      FROM stages s WHERE s."projectId" = p.id) stages ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('id', a.id, 'criterionKey', a."criterionKey",
               'measure', a.measure, 'checkpoint', a.checkpoint, 'value', a.value,
               'source', a.source, 'note', a.note, 'metricId', a."metricId",
               'metricName', a."metricName", 'metricSlice', a."metricSlice",
               'dataSetHash', a."dataSetHash", 'recordedById', a."recordedById",
               'recordedBy', u.name, 'recordedAt', a."recordedAt",
               'supersedesId', a."supersedesId") ORDER BY a."recordedAt", a.id) AS list
      FROM criterion_actuals a JOIN users u ON u.id = a."recordedById"
      WHERE a."caseId" = c.id) readings ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('id', r.id, 'assumptionKey', r."assumptionKey",
               'verdict', r.verdict, 'note', r.note, 'reviewedById', r."reviewedById",
               'reviewedBy', u.name, 'reviewedAt', r."reviewedAt")
               ORDER BY r."reviewedAt", r.id) AS list
      FROM assumption_reviews r JOIN users u ON u.id = r."reviewedById"
      WHERE r."caseId" = c.id) reviews ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('userId', m."userId", 'name', u.name, 'roles', m.roles)
               ORDER BY m."addedAt", m."userId") AS list
      FROM project_members m JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL
      WHERE m."projectId" = p.id AND m."removedAt" IS NULL) members ON true
    WHERE c."projectId" = ANY(${[...projectIds]}::uuid[])`;
  return rows.map(lifeOf);
}

export async function loadCaseLife(db: ReadDb, projectId: string): Promise<CaseLife> {
  const [life] = await loadCaseLives(db, [projectId]);
  if (life === undefined) {
    throw new AppError("not_found", "This project has no business case.");
  }
  return life;
}

function lifeOf(row: LifeRow): CaseLife {
  const { projectId: id, workspaceId, key, name, strictness, status, signed, current } = row;
  const { caseId, version, goLiveOn, signedNumber, latestNumber, endsNoted } = row;
  return {
    caseId,
    version,
    goLiveOn,
    signedNumber,
    latestNumber,
    endsNoted,
    project: { id, workspaceId, key, name, strictness, status },
    signed: signed === null ? null : contentOf(signed),
    current: contentOf(current),
    stages: row.stages,
    members: row.members,
    readings: row.readings.map((reading) => ({
      ...reading,
      recordedAt: instant(reading.recordedAt),
    })),
    reviews: row.reviews.map((review) => ({ ...review, reviewedAt: instant(review.reviewedAt) })),
  };
}

function instant(text: string): string {
  return new Date(text).toISOString();
}

type NewReading = {
  caseId: string;
  criterionKey: string;
  measure: string;
  checkpoint: "evaluation" | "go_live" | "days_30" | "days_90" | "days_180";
  value: number;
  source: "typed" | "metric";
  note: string;
  metricId: string | null;
  metricName: string;
  metricSlice: string;
  dataSetHash: string;
  recordedById: string;
  recordedAt: Date;
  supersedesId: string | null;
};

export async function insertReading(tx: Tx, data: NewReading): Promise<string> {
  const { id } = await tx.criterionActual.create({ data, select: { id: true } });
  return id;
}

export async function findMetric(db: ReadDb, at: { projectId: string; metricId: string }) {
  return db.metric.findFirst({
    where: { id: at.metricId, projectId: at.projectId },
    select: { id: true, name: true, slice: true, value: true, dataSetHash: true },
  });
}

/** The newest value of each metric and slice, for a choice. */
export async function listNewestMetrics(db: ReadDb, projectId: string) {
  const rows = await db.$queryRaw<
    { id: string; name: string; slice: string; value: number; measuredAt: Date }[]
  >`
    SELECT DISTINCT ON (name, slice) id, name, slice, value, "measuredAt"
    FROM metrics WHERE "projectId" = ${projectId}::uuid
    ORDER BY name, slice, "measuredAt" DESC, id DESC
    LIMIT 100`;
  return rows.map((row) => ({ ...row, measuredAt: row.measuredAt.toISOString() }));
}

export async function saveGoLive(
  tx: Tx,
  facts: { caseId: string; on: string | null },
): Promise<void> {
  await tx.businessCase.updateMany({
    where: { id: facts.caseId },
    data: { goLiveOn: facts.on === null ? null : dateOf(facts.on) },
  });
}

type NewReview = {
  caseId: string;
  assumptionKey: string;
  text: string;
  verdict: "holds" | "broken";
  note: string;
  reviewedById: string;
  reviewedAt: Date;
};

export async function insertReview(tx: Tx, data: NewReview): Promise<string> {
  const { id } = await tx.assumptionReview.create({ data, select: { id: true } });
  return id;
}

export async function noteEnds(
  tx: Tx,
  facts: { caseId: string; keys: readonly string[] },
): Promise<void> {
  await tx.businessCase.updateMany({
    where: { id: facts.caseId },
    data: { endsNoted: { push: [...facts.keys] } },
  });
}

/**
 * Projects in which a day of the case may have passed unnoticed. A wide net in
 * one statement; what really ran out is decided by `newEndsOf`.
 */
export async function projectsWithCaseDays(today: string): Promise<string[]> {
  const rows = await readDb().$queryRaw<{ projectId: string }[]>`
    SELECT p.id AS "projectId"
    FROM business_cases c
    JOIN projects p ON p.id = c."projectId" AND p.status <> 'closed'
    JOIN LATERAL (
      SELECT v.content FROM business_case_versions v WHERE v."caseId" = c.id
      ORDER BY v.number DESC LIMIT 1) latest ON true
    WHERE c."signedNumber" IS NOT NULL
       OR EXISTS (SELECT 1 FROM jsonb_array_elements(latest.content->'assumptions') a
                  WHERE a->>'verifyBy' < ${today})
    ORDER BY p.id`;
  return rows.map((row) => row.projectId);
}
