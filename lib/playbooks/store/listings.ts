import "server-only";
import type { ReadDb } from "@/lib/platform/db";

export type PlaybookRow = {
  playbookId: string;
  key: string;
  name: string;
  summary: string;
  origin: "built_in" | "copied";
  versionId: string | null;
  number: number | null;
  publishedAt: Date | null;
  hasDraft: boolean;
  stageCount: number;
  projectCount: number;
};

/** Shipped ones first, then by name; one statement whatever the page holds. */
export async function findPlaybookRows(
  db: ReadDb,
  page: { workspaceId: string; after: readonly [string, string] | null; limit: number },
): Promise<PlaybookRow[]> {
  const [name, id] = page.after ?? ["", "00000000-0000-0000-0000-000000000000"];
  return db.$queryRaw<PlaybookRow[]>`
    SELECT p.id AS "playbookId", p.key, p.name, p.summary, p.origin::text AS origin,
           latest.id AS "versionId", latest.number, latest."publishedAt",
           EXISTS (SELECT 1 FROM playbook_versions d
                   WHERE d."playbookId" = p.id AND d.status = 'draft') AS "hasDraft",
           COALESCE(jsonb_array_length(latest.document->'stages'), 0) AS "stageCount",
           (SELECT COUNT(*)::int FROM projects pr JOIN playbook_versions v
              ON v.id = pr."playbookVersionId"
            WHERE v."playbookId" = p.id) AS "projectCount"
    FROM playbooks p
    LEFT JOIN LATERAL (
      SELECT v.id, v.number, v."publishedAt", v.document FROM playbook_versions v
      WHERE v."playbookId" = p.id AND v.status = 'published'
      ORDER BY v.number DESC LIMIT 1) latest ON TRUE
    WHERE p."workspaceId" = ${page.workspaceId}::uuid AND p."archivedAt" IS NULL
      AND (p.name, p.id) > (${name}, ${id}::uuid)
    ORDER BY p.name, p.id
    LIMIT ${page.limit + 1}`;
}

export type VersionRow = {
  versionId: string;
  number: number;
  status: "draft" | "published";
  sha256: string | null;
  createdAt: Date;
  publishedAt: Date | null;
  publishedBy: string | null;
  projectCount: number;
};

export async function listVersions(db: ReadDb, playbookId: string): Promise<VersionRow[]> {
  return db.$queryRaw<VersionRow[]>`
    SELECT v.id AS "versionId", v.number, v.status::text AS status, v.sha256, v."createdAt",
           v."publishedAt", u.name AS "publishedBy",
           (SELECT COUNT(*)::int FROM projects pr WHERE pr."playbookVersionId" = v.id)
             AS "projectCount"
    FROM playbook_versions v
    LEFT JOIN users u ON u.id = v."publishedById"
    WHERE v."playbookId" = ${playbookId}::uuid
    ORDER BY v.number DESC`;
}

export async function loadShownVersion(
  db: ReadDb,
  at: { playbookId: string; versionId: string | null },
) {
  return db.playbookVersion.findFirst({
    where: {
      playbookId: at.playbookId,
      status: "published",
      ...(at.versionId === null ? {} : { id: at.versionId }),
    },
    orderBy: { number: "desc" },
    select: { id: true, number: true, source: true, document: true },
  });
}

type OfferedRow = {
  versionId: string;
  key: string;
  name: string;
  summary: string;
  number: number;
  stageCount: number;
  lite: string;
  standard: string;
  regulated: string;
};

/** The newest published version of every playbook, for somebody who begins a project. */
export async function listOfferedPlaybooks(db: ReadDb, workspaceId: string): Promise<OfferedRow[]> {
  return db.$queryRaw<OfferedRow[]>`
    SELECT DISTINCT ON (p.name, p.id) v.id AS "versionId", p.key, p.name, p.summary, v.number,
           jsonb_array_length(v.document->'stages') AS "stageCount",
           v.document#>>'{strictness,lite,summary}' AS lite,
           v.document#>>'{strictness,standard,summary}' AS standard,
           v.document#>>'{strictness,regulated,summary}' AS regulated
    FROM playbooks p
    JOIN playbook_versions v ON v."playbookId" = p.id AND v.status = 'published'
    WHERE p."workspaceId" = ${workspaceId}::uuid AND p."archivedAt" IS NULL
    ORDER BY p.name, p.id, v.number DESC`;
}
