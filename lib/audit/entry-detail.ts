import "server-only";
import { entryViewOf, whyRowDiffers } from "@/lib/audit/entry-view";
import type { AuditEntryDetailView } from "@/lib/audit/schema";
import { type AuditRow, auditColumns, conditionsOf, type TrailFilter } from "@/lib/audit/store";
import { AppError } from "@/lib/kernel/app-error";
import { recordOf } from "@/lib/ledger/check-record";
import { whySignatureDiffers } from "@/lib/ledger/check-signature";
import { verifyInclusion } from "@/lib/ledger/merkle";
import { readCheckpoint } from "@/lib/ledger/store/checkpoints";
import { loadSignatures } from "@/lib/ledger/store/signature-rows";
import { inclusionAt } from "@/lib/ledger/store/tree-at-rest";
import type { ReadDb } from "@/lib/platform/db";

type DetailRow = AuditRow & {
  newer: bigint | null;
  older: bigint | null;
  headSize: bigint | null;
  headNote: string | null;
  headAt: Date | null;
};

/** The entry, its neighbours under the filter, and the smallest head that covers it: one statement. */
async function loadRow(
  db: ReadDb,
  index: number,
  filter: TrailFilter,
): Promise<DetailRow | undefined> {
  const { workspaceId } = filter;
  const fits = conditionsOf(filter);
  const [row] = await db.$queryRaw<DetailRow[]>`
    SELECT x.*,
      (SELECT min(e.index) FROM audit_events e WHERE ${fits} AND e.index > x.index) AS newer,
      (SELECT max(e.index) FROM audit_events e WHERE ${fits} AND e.index < x.index) AS older,
      h.size AS "headSize", h.note AS "headNote", l.at AS "headAt"
    FROM (SELECT ${auditColumns} FROM audit_events e LEFT JOIN projects p ON p.id = e."projectId"
      WHERE e."workspaceId" = ${workspaceId}::uuid AND e.index = ${index}) x
    LEFT JOIN LATERAL (SELECT c.size, c.note FROM ledger_checkpoints c
      WHERE c."workspaceId" = x."workspaceId" AND c.size > x.index ORDER BY c.size LIMIT 1) h ON true
    LEFT JOIN audit_events l ON l."workspaceId" = x."workspaceId" AND l.index = h.size - 1`;
  return row;
}

export async function loadEntryDetail(
  db: ReadDb,
  index: number,
  filter: TrailFilter,
): Promise<AuditEntryDetailView> {
  const row = await loadRow(db, index, filter);
  if (row === undefined) {
    throw new AppError("not_found", "The ledger of this workspace has no such entry.");
  }
  const [{ proof, why }, signed] = await Promise.all([proofOf(db, row), signatureOf(db, row)]);
  const findings = [whyRowDiffers(row), why, signed.why].filter((text) => text !== null);
  const entry = entryViewOf(row);
  return {
    entry: findings.length === 0 ? entry : { ...entry, standing: "broken" },
    record: row.canonical,
    findings,
    newer: row.newer === null ? null : Number(row.newer),
    older: row.older === null ? null : Number(row.older),
    proof,
    statement: signed.statement,
  };
}

type Proof = { proof: AuditEntryDetailView["proof"]; why: string | null };

/** The way from the leaf to a root that a key of ours signed, walked and not only shown. */
async function proofOf(db: ReadDb, row: DetailRow): Promise<Proof> {
  const { headSize, headNote, headAt, leafHash } = row;
  if (headSize === null || headNote === null || headAt === null) {
    return { proof: null, why: null };
  }
  const size = Number(headSize);
  const index = Number(row.index);
  const workspaceId = row.workspaceId as TrailFilter["workspaceId"];
  const [signed, path] = await Promise.all([
    readCheckpoint(db, { size, note: headNote }),
    inclusionAt(db, { workspaceId, index, size }),
  ]);
  if (signed === null) {
    return { proof: null, why: `The checkpoint at ${size} is not signed by a key of ours.` };
  }
  const { root } = signed;
  const isThere = verifyInclusion({ index, size, leafHash, proof: path, root });
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  return {
    proof: {
      size,
      signedUpToAt: headAt.toISOString(),
      root: hex(root),
      path: path.map(hex),
      checkpoint: headNote,
    },
    why: isThere ? null : `The entry does not lead to the root that was signed at ${size}.`,
  };
}

type Signed = { statement: AuditEntryDetailView["statement"]; why: string | null };

async function signatureOf(db: ReadDb, row: DetailRow): Promise<Signed> {
  const record = recordOf(row.canonical);
  const id = record?.data.signatureId;
  if (record === null || typeof id !== "string") {
    return { statement: null, why: null };
  }
  const found = (await loadSignatures(db, [id])).get(id);
  if (found === undefined) {
    return { statement: null, why: `Signature ${id} is missing.` };
  }
  return {
    statement: found.statement as Record<string, unknown>,
    why: whySignatureDiffers(found, record),
  };
}
