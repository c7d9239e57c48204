import "server-only";
import * as z from "zod";
import type { KnownHash } from "@/lib/documents/rules/verification";
import { sameBytes } from "@/lib/ledger/merkle";
import type { ReadDb } from "@/lib/platform/db";

const uuid = z.uuid();

type Row = { kind: KnownHash["kind"]; number: number | null; at: Date };

/**
 * What on record has this hash, in any workspace: the kind, a number and a
 * time, and nothing by which a stranger could tell whose it is.
 */
export async function findKnownHash(db: ReadDb, sha256: string): Promise<KnownHash | null> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM (
      (SELECT 1 AS rank, CASE subject WHEN 'business_case' THEN 'case_document'
                ELSE 'gate_document' END AS kind, number, "issuedAt" AS at
       FROM issued_documents WHERE sha256 = ${sha256} ORDER BY "issuedAt" LIMIT 1)
      UNION ALL
      (SELECT 2, 'signature', "subjectVersion", "signedAt"
       FROM signatures WHERE "statementSha256" = ${sha256} ORDER BY "signedAt" LIMIT 1)
      UNION ALL
      (SELECT 3, 'case_version', number, "submittedAt"
       FROM business_case_versions WHERE sha256 = ${sha256} ORDER BY "submittedAt" LIMIT 1)
      UNION ALL
      (SELECT 4, 'evidence_file', NULL, "uploadedAt"
       FROM stored_files WHERE sha256 = ${sha256} ORDER BY "uploadedAt" LIMIT 1)
    ) found ORDER BY rank LIMIT 1`;
  const row = rows[0];
  return row === undefined ? null : { ...row, at: row.at.toISOString() };
}

/** Whether documents were ever issued here with this certificate. */
export async function isKnownCertificate(db: ReadDb, certificateSha256: string): Promise<boolean> {
  return (await db.issuedDocument.count({ where: { certificateSha256 } })) > 0;
}

/** Whether a ledger here has this very leaf at this place. */
export async function isInLedger(
  db: ReadDb,
  at: { workspaceId: string; index: number; leafHash: Uint8Array },
): Promise<boolean> {
  const { workspaceId, index } = at;
  if (!uuid.safeParse(workspaceId).success) {
    return false;
  }
  const entry = await db.auditEvent.findFirst({
    where: { workspaceId, index },
    select: { leafHash: true },
  });
  return entry !== null && sameBytes(entry.leafHash, at.leafHash);
}
