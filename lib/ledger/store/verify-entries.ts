import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { whyEvidenceDiffers } from "@/lib/ledger/check-evidence";
import {
  type Finding,
  type RecordRow,
  recordOf,
  whyRecordDiffers,
} from "@/lib/ledger/check-record";
import { whySignatureDiffers } from "@/lib/ledger/check-signature";
import { type SignedRows, whySubjectDiffers } from "@/lib/ledger/check-subject";
import { sameBytes } from "@/lib/ledger/merkle";
import { listCheckpoints, readCheckpoint } from "@/lib/ledger/store/checkpoints";
import { loadEvidence } from "@/lib/ledger/store/evidence-rows";
import { loadSignatures } from "@/lib/ledger/store/signature-rows";
import { loadSignedRows } from "@/lib/ledger/store/signed-rows";
import { wrongEnds } from "@/lib/ledger/store/standing-rows";
import { rootAt } from "@/lib/ledger/store/tree-at-rest";
import type { ReadDb } from "@/lib/platform/db";

type Range = { workspaceId: WorkspaceId; from: number; to: number };

/** Recomputes what the database keeps of some entries, from the canonical records up. */
export async function verifyEntries(db: ReadDb, range: Range): Promise<Finding[]> {
  const rows = await loadRows(db, range);
  const found = [
    ...missingIn(rows, range),
    ...rows.flatMap((row) => finding(row.index, whyRecordDiffers(row))),
    ...(await wrongSignatures(db, rows)),
    ...(await wrongEvidence(db, rows)),
    ...(await wrongEnds(db, range)),
    ...(await wrongNodes(db, range)),
    ...(await wrongCheckpoints(db, range)),
  ];
  return found.sort((left, right) => (left.index ?? 0) - (right.index ?? 0));
}

function finding(index: number, what: string | null): Finding[] {
  return what === null ? [] : [{ index, what }];
}

async function loadRows(db: ReadDb, { workspaceId, from, to }: Range): Promise<RecordRow[]> {
  const rows = await db.auditEvent.findMany({
    where: { workspaceId, index: { gte: from, lt: to } },
    orderBy: { index: "asc" },
  });
  return rows.map((row) => ({ ...row, index: Number(row.index) }));
}

function missingIn(rows: readonly RecordRow[], { from, to }: Range): Finding[] {
  const present = new Set(rows.map((row) => row.index));
  const first = Array.from({ length: to - from }, (_, place) => from + place).find(
    (index) => !present.has(index),
  );
  return first === undefined ? [] : [{ index: first, what: "The entry is missing." }];
}

async function wrongSignatures(db: ReadDb, rows: readonly RecordRow[]): Promise<Finding[]> {
  const spoken = spokenOf(rows, "signatureId");
  const signatures = await loadSignatures(
    db,
    spoken.map(({ id }) => id),
  );
  const signedRows = await loadSignedRows(db, [...signatures.keys()]);
  return spoken.flatMap(({ index, record, id }) => {
    const row = signatures.get(id);
    if (row === undefined) {
      return finding(index, `Signature ${id} is missing.`);
    }
    const signed = { row, record, rows: signedRows.get(id) ?? nowhere(id) };
    return finding(index, whySignatureDiffers(row, record) ?? whySubjectDiffers(signed));
  });
}

function nowhere(signatureId: string): SignedRows {
  return { signatureId, place: null, signed: null, vote: null };
}

async function wrongEvidence(db: ReadDb, rows: readonly RecordRow[]): Promise<Finding[]> {
  const attached = rows.filter(({ canonical }) => canonical.includes('"evidence.attached"'));
  const spoken = spokenOf(attached, "evidenceId");
  const evidence = await loadEvidence(
    db,
    spoken.map(({ id }) => id),
  );
  return spoken.flatMap(({ index, record, id }) => {
    const why = whyEvidenceDiffers(evidence.get(id), record);
    return finding(index, why === null ? null : `Evidence ${id} ${why}.`);
  });
}

/** What some records name by this member of their data. */
function spokenOf(rows: readonly RecordRow[], member: string) {
  return rows.flatMap(({ index, canonical }) => {
    const record = recordOf(canonical);
    const id = record?.data[member];
    return record !== null && typeof id === "string" ? [{ index, record, id }] : [];
  });
}

/** Inner nodes that are not the hash of the two below, or are not there. */
async function wrongNodes(db: ReadDb, { workspaceId, from, to }: Range): Promise<Finding[]> {
  const rows = await db.$queryRaw<{ level: number; index: bigint }[]>`
    WITH RECURSIVE places AS (
      SELECT 1 AS level, ${Math.floor(from / 2)}::bigint AS first, ${Math.floor(to / 2)}::bigint AS last
      UNION ALL
      SELECT level + 1, first / 2, last / 2 FROM places WHERE last / 2 > 0
    ), wanted AS (
      SELECT p.level, i AS index FROM places p, generate_series(p.first, p.last - 1) AS i
    ), below AS (
      SELECT 0 AS level, e.index, e."leafHash" AS hash FROM audit_events e
      WHERE e."workspaceId" = ${workspaceId}::uuid
        AND e.index BETWEEN ${from - 1} AND ${to}
    )
    SELECT w.level, w.index FROM wanted w
    LEFT JOIN ledger_nodes n ON n."workspaceId" = ${workspaceId}::uuid
      AND n.level = w.level AND n.index = w.index
    LEFT JOIN below bl ON w.level = 1 AND bl.index = w.index * 2
    LEFT JOIN below br ON w.level = 1 AND br.index = w.index * 2 + 1
    LEFT JOIN ledger_nodes nl ON w.level > 1 AND nl."workspaceId" = ${workspaceId}::uuid
      AND nl.level = w.level - 1 AND nl.index = w.index * 2
    LEFT JOIN ledger_nodes nr ON w.level > 1 AND nr."workspaceId" = ${workspaceId}::uuid
      AND nr.level = w.level - 1 AND nr.index = w.index * 2 + 1
    WHERE n.hash IS DISTINCT FROM sha256('\\x01'::bytea || COALESCE(bl.hash, nl.hash)
      || COALESCE(br.hash, nr.hash))
    ORDER BY w.level, w.index LIMIT 100`;
  return rows.map(({ level, index }) => ({
    index: Number(index) * 2 ** level,
    what: `The hash kept for the ${2 ** level} entries from here on is not theirs.`,
  }));
}

async function wrongCheckpoints(db: ReadDb, { workspaceId, from, to }: Range): Promise<Finding[]> {
  const stored = await listCheckpoints(db, { workspaceId, after: from, to });
  const found: Finding[] = [];
  for (const checkpoint of stored) {
    const { size } = checkpoint;
    const signed = await readCheckpoint(db, checkpoint);
    const root = await rootAt(db, { workspaceId, size }).catch(() => new Uint8Array());
    if (signed === null || !sameBytes(signed.root, root)) {
      const why = signed === null ? "is not signed by a key of ours" : "has another root";
      found.push({ index: size - 1, what: `The checkpoint at ${size} ${why}.` });
    }
  }
  return found;
}
