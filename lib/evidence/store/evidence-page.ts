import "server-only";
import type { EvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import type { EvidenceStatus, ProfileFigures } from "@/lib/evidence/schema";
import type { ReadDb } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

type Named = { id: string; name: string };

export type EvidenceRow = {
  id: string;
  projectId: string;
  kind: EvidenceKind;
  title: string;
  note: string;
  url: string | null;
  sha256: string | null;
  effectiveOn: string;
  validUntil: string | null;
  receivedAt: Date;
  revision: number;
  supersedesId: string | null;
  status: EvidenceStatus;
  withdrawReason: string;
  addedById: string;
  addedBy: string;
  file: { id: string; fileName: string; mediaType: string; bytes: number; sha256: string } | null;
  stage: Named | null;
  task: Named | null;
  output: Named | null;
  profile: ProfileFigures | null;
};

const status = Prisma.sql`CASE
  WHEN e."withdrawnAt" IS NOT NULL THEN 'withdrawn'
  WHEN e."supersededAt" IS NOT NULL THEN 'superseded'
  WHEN e."validUntil" < (now() AT TIME ZONE 'UTC')::date THEN 'expired'
  ELSE 'living' END`;

const columns = Prisma.sql`
  e.id, e."projectId", e.kind::text AS kind, e.title, e.note, e.url, e.sha256,
  e."effectiveOn"::text AS "effectiveOn", e."validUntil"::text AS "validUntil", e."receivedAt",
  e.revision, e."supersedesId", ${status} AS status, e."withdrawReason", e."addedById",
  u.name AS "addedBy", e.data->'profile' AS profile,
  CASE WHEN f.id IS NULL THEN NULL ELSE json_build_object('id', f.id, 'fileName', f."fileName",
    'mediaType', f."mediaType", 'bytes', f.bytes, 'sha256', f.sha256) END AS file,
  CASE WHEN s.id IS NULL THEN NULL ELSE json_build_object('id', s.id, 'name', s.name) END AS stage,
  CASE WHEN t.id IS NULL THEN NULL ELSE json_build_object('id', t.id, 'name', t.name) END AS task,
  CASE WHEN o.id IS NULL THEN NULL ELSE json_build_object('id', o.id, 'name', o.name) END AS output`;

const joins = Prisma.sql`
  JOIN users u ON u.id = e."addedById"
  LEFT JOIN stored_files f ON f.id = e."fileId"
  LEFT JOIN stages s ON s.id = e."stageId"
  LEFT JOIN tasks t ON t.id = e."taskId"
  LEFT JOIN outputs o ON o.id = e."outputId"`;

type Filter = {
  projectId: string;
  stageId: string | null;
  taskId: string | null;
  outputId: string | null;
  kind: EvidenceKind | null;
  standing: "living" | "all";
  before: { receivedAt: Date; id: string } | null;
  limit: number;
};

export async function listEvidenceRows(db: ReadDb, filter: Filter): Promise<EvidenceRow[]> {
  const { projectId, before, limit } = filter;
  const conditions = [Prisma.sql`e."projectId" = ${projectId}::uuid`, ...narrowed(filter)];
  if (before !== null) {
    conditions.push(
      Prisma.sql`(e."receivedAt", e.id) < (${before.receivedAt}::timestamptz, ${before.id}::uuid)`,
    );
  }
  return db.$queryRaw<EvidenceRow[]>`
    SELECT ${columns} FROM evidence e ${joins}
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY e."receivedAt" DESC, e.id DESC
    LIMIT ${limit + 1}`;
}

function narrowed({ stageId, taskId, outputId, kind, standing }: Filter): Prisma.Sql[] {
  return [
    ...(stageId === null ? [] : [Prisma.sql`e."stageId" = ${stageId}::uuid`]),
    ...(taskId === null ? [] : [Prisma.sql`e."taskId" = ${taskId}::uuid`]),
    ...(outputId === null ? [] : [Prisma.sql`e."outputId" = ${outputId}::uuid`]),
    ...(kind === null ? [] : [Prisma.sql`e.kind = ${kind}::"EvidenceKind"`]),
    ...(standing === "all" ? [] : [Prisma.sql`${status} = 'living'`]),
  ];
}

export type EvidenceDetailRow = EvidenceRow & { data: Record<string, unknown> | null };

export async function findEvidence(db: ReadDb, id: string): Promise<EvidenceDetailRow | null> {
  const rows = await db.$queryRaw<EvidenceDetailRow[]>`
    SELECT ${columns}, e.data FROM evidence e ${joins} WHERE e.id = ${id}::uuid`;
  return rows[0] ?? null;
}

export type RevisionRow = {
  id: string;
  revision: number;
  title: string;
  status: EvidenceStatus;
  receivedAt: Date;
  addedBy: string;
};

/** The line of revisions this one belongs to, in both directions. */
export async function listRevisions(db: ReadDb, id: string): Promise<RevisionRow[]> {
  return db.$queryRaw<RevisionRow[]>`
    WITH RECURSIVE older AS (
      SELECT x.id, x."supersedesId" FROM evidence x WHERE x.id = ${id}::uuid
      UNION ALL
      SELECT x.id, x."supersedesId" FROM evidence x JOIN older ON older."supersedesId" = x.id
    ), newer AS (
      SELECT x.id FROM evidence x WHERE x."supersedesId" = ${id}::uuid
      UNION ALL
      SELECT x.id FROM evidence x JOIN newer ON x."supersedesId" = newer.id
    )
    SELECT e.id, e.revision, e.title, ${status} AS status, e."receivedAt", u.name AS "addedBy"
    FROM evidence e JOIN users u ON u.id = e."addedById"
    WHERE e.id IN (SELECT id FROM older UNION SELECT id FROM newer)
    ORDER BY e.revision DESC`;
}
