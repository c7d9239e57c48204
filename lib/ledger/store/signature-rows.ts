import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { SignatureRow } from "@/lib/ledger/check-signature";
import type { ReadDb } from "@/lib/platform/db";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A record that was tampered with may name anything. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export async function loadSignatures(
  db: ReadDb,
  ids: readonly string[],
): Promise<Map<string, SignatureRow>> {
  const rows = await db.signature.findMany({ where: { id: { in: ids.filter(isUuid) } } });
  return new Map(rows.map((row) => [row.id, asText(row)]));
}

/**
 * Every signature of a workspace but those the ledger speaks of only after its
 * first `size` entries. One that no entry speaks of is among them, and found out.
 */
export async function listSignatures(
  db: ReadDb,
  part: { workspaceId: WorkspaceId; size: number },
): Promise<SignatureRow[]> {
  const { workspaceId, size } = part;
  const later = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT data->>'signatureId' AS id FROM audit_events
    WHERE "workspaceId" = ${workspaceId}::uuid AND index >= ${size} AND data ? 'signatureId'`;
  const rows = await db.signature.findMany({
    where: { workspaceId, id: { notIn: later.map((row) => row.id) } },
    orderBy: [{ signedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(asText);
}

type Dated = Omit<SignatureRow, "signedAt" | "expiresAt" | "withdrawnAt"> & {
  signedAt: Date;
  expiresAt: Date | null;
  withdrawnAt: Date | null;
};

function asText(row: Dated): SignatureRow {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    projectId: row.projectId,
    subject: row.subject,
    subjectId: row.subjectId,
    subjectVersion: row.subjectVersion,
    subjectSha256: row.subjectSha256,
    signerId: row.signerId,
    signerName: row.signerName,
    role: row.role,
    meaning: row.meaning,
    assurance: row.assurance,
    delegatedFromId: row.delegatedFromId,
    statement: row.statement,
    statementSha256: row.statementSha256,
    signedAt: row.signedAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    buildsOn: row.buildsOn,
  };
}
