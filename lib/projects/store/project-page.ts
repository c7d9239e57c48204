import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb } from "@/lib/platform/db";
import type { Strictness } from "@/lib/playbooks/schema";
import type { ProjectStatus } from "@/lib/projects/schema";

export type ProjectPageRow = {
  workspaceId: string;
  key: string;
  name: string;
  summary: string;
  unit: string;
  strictness: Strictness;
  status: ProjectStatus;
  statusReason: string;
  iteration: number;
  startOn: Date;
  createdAt: Date;
  closedAt: Date | null;
  version: number;
  ownerId: string;
  ownerName: string;
  isPinned: boolean;
  playbook: {
    playbookId: string;
    key: string;
    name: string;
    versionId: string;
    number: number;
    strictnessSummary: string;
    newer: { versionId: string; number: number }[];
  };
};

/** A project with its owner, its playbook and whether the reader keeps it at hand: one statement. */
export async function loadProjectPage(
  db: ReadDb,
  at: { projectId: string; userId: string },
): Promise<ProjectPageRow> {
  const [row] = await db.$queryRaw<ProjectPageRow[]>`
    SELECT p."workspaceId", p.key, p.name, p.summary, p.unit, p.strictness::text AS strictness,
           p.status::text AS status, p."statusReason", p.iteration, p."startOn", p."createdAt",
           p."closedAt", p.version, p."ownerId", COALESCE(u.name, '') AS "ownerName",
           EXISTS (SELECT 1 FROM pinned_projects pin
                   WHERE pin."projectId" = p.id AND pin."userId" = ${at.userId}::uuid) AS "isPinned",
           json_build_object(
             'playbookId', b.id, 'key', b.key, 'name', v.document->>'name',
             'versionId', v.id, 'number', v.number,
             'strictnessSummary',
               COALESCE(v.document#>>ARRAY['strictness', p.strictness::text, 'summary'], ''),
             'newer', COALESCE((
               SELECT json_agg(json_build_object('versionId', n.id, 'number', n.number)
                               ORDER BY n.number DESC)
               FROM playbook_versions n
               WHERE n."playbookId" = b.id AND n.status = 'published' AND n.number > v.number),
               '[]')) AS playbook
    FROM projects p
    JOIN playbook_versions v ON v.id = p."playbookVersionId"
    JOIN playbooks b ON b.id = v."playbookId"
    LEFT JOIN users u ON u.id = p."ownerId"
    WHERE p.id = ${at.projectId}::uuid`;
  if (row === undefined) {
    throw new AppError("not_found", "This project does not exist any more.");
  }
  return row;
}
