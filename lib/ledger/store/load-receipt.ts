import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { buildReceipt, type Receipt } from "@/lib/ledger/receipt";
import { latestCheckpoint } from "@/lib/ledger/store/checkpoints";
import { freshCheckpoint } from "@/lib/ledger/store/fresh-checkpoint";
import { keyOfNote } from "@/lib/ledger/store/living-key";
import { inclusionAt } from "@/lib/ledger/store/tree-at-rest";
import type { ReadDb } from "@/lib/platform/db";

export async function projectOfSignature(
  db: ReadDb,
  signatureId: string,
): Promise<ProjectId | null> {
  const row = await db.signature.findFirst({
    where: { id: signatureId },
    select: { projectId: true },
  });
  return row === null ? null : (row.projectId as ProjectId);
}

/** The proof of one signature, against the newest signed head. */
export async function loadReceipt(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; projectId: ProjectId; signatureId: string },
): Promise<Receipt> {
  const { workspaceId, projectId, signatureId } = at;
  const [signature, entry] = await Promise.all([
    db.signature.findFirst({ where: { id: signatureId, projectId }, select: { statement: true } }),
    db.auditEvent.findFirst({
      where: { workspaceId, projectId, data: { path: ["signatureId"], equals: signatureId } },
      orderBy: { index: "asc" },
      select: { index: true, canonical: true },
    }),
  ]);
  if (signature === null || entry === null) {
    throw new AppError("not_found", "The ledger has no record of this signature.");
  }
  const index = Number(entry.index);
  const latest = await latestCheckpoint(db, workspaceId);
  const isCovered = latest !== null && latest.size > index;
  const signed = isCovered ? latest : await freshCheckpoint(db, workspaceId);
  if (signed === null || signed.size <= index) {
    throw new AppError("rule_refused", "The ledger is not signed up to this signature yet.");
  }
  const { size, note } = signed;
  return buildReceipt({
    statement: signature.statement as Record<string, unknown>,
    record: entry.canonical,
    index,
    proof: await inclusionAt(db, { workspaceId, index, size }),
    checkpoint: note,
    publicKey: await keyOfNote(db, note),
  });
}
