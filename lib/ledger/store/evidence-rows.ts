import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { EvidenceRow } from "@/lib/ledger/bundle";
import { isUuid } from "@/lib/ledger/store/signature-rows";
import type { ReadDb } from "@/lib/platform/db";

export async function loadEvidence(
  db: ReadDb,
  ids: readonly string[],
): Promise<Map<string, EvidenceRow>> {
  const rows = await db.evidence.findMany({
    where: { id: { in: ids.filter(isUuid) } },
    select: { id: true, kind: true, revision: true, sha256: true, title: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** What was attached, as its row says today: a verifier compares it with what the record said. */
export function listEvidence(
  db: ReadDb,
  { workspaceId, size }: { workspaceId: WorkspaceId; size: number },
): Promise<EvidenceRow[]> {
  return db.$queryRaw<EvidenceRow[]>`
    SELECT v.id, v.kind::text AS kind, v.revision, v.sha256, v.title
    FROM audit_events e JOIN evidence v ON v.id::text = e.data->>'evidenceId'
    WHERE e."workspaceId" = ${workspaceId}::uuid AND e.type = 'evidence.attached'
      AND e.index < ${size}
    ORDER BY e.index`;
}
