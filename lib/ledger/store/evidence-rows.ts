import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { EvidenceRow } from "@/lib/ledger/bundle";
import type { StoredEvidence } from "@/lib/ledger/check-evidence";
import { isUuid } from "@/lib/ledger/store/signature-rows";
import type { ReadDb } from "@/lib/platform/db";

export async function loadEvidence(
  db: ReadDb,
  ids: readonly string[],
): Promise<Map<string, StoredEvidence>> {
  const rows = await db.$queryRaw<StoredEvidence[]>`
    SELECT id, kind::text AS kind, revision, title, note, url, sha256, data,
      "effectiveOn"::text AS "effectiveOn", "validUntil"::text AS "validUntil"
    FROM evidence WHERE id = ANY(${ids.filter(isUuid)}::uuid[])`;
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
