import "server-only";
import type { SignatureRow } from "@/lib/ledger/check-signature";
import type { ReadDb } from "@/lib/platform/db";

export async function loadSignatures(
  db: ReadDb,
  ids: readonly string[],
): Promise<Map<string, SignatureRow>> {
  const rows = await db.signature.findMany({ where: { id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, asText(row)]));
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
