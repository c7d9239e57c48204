import "server-only";
import type { PackContentsView } from "@/lib/audit-packs/schema";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";

/** In figures kept beside the ledger, so that reading them does not walk through it. */
export async function sumContents(
  db: ReadDb,
  scope: { workspaceId: WorkspaceId; projectId: string | null },
): Promise<PackContentsView> {
  const { workspaceId, projectId } = scope;
  const rows = await db.$queryRaw<PackContentsView[]>`
    SELECT
      COALESCE((SELECT size FROM ledger_heads WHERE "workspaceId" = ${workspaceId}::uuid), 0)::float8
        AS entries,
      (SELECT count(*)::int FROM signatures WHERE "workspaceId" = ${workspaceId}::uuid)
        AS signatures,
      (SELECT count(*)::int FROM ledger_checkpoints WHERE "workspaceId" = ${workspaceId}::uuid)
        AS checkpoints,
      (SELECT count(*)::int FROM issued_documents
        WHERE "workspaceId" = ${workspaceId}::uuid
          AND (${projectId}::uuid IS NULL OR "projectId" = ${projectId}::uuid)) AS documents,
      f.files, f.bytes
    FROM (SELECT count(*)::int AS files, COALESCE(sum(bytes), 0)::float8 AS bytes FROM (
      SELECT DISTINCT sha256, bytes FROM stored_files
      WHERE "workspaceId" = ${workspaceId}::uuid
        AND (${projectId}::uuid IS NULL OR "projectId" = ${projectId}::uuid)) once) f`;
  const [contents] = rows;
  if (contents === undefined) {
    throw new Error("A statement without a source answered with no row.");
  }
  return contents;
}
