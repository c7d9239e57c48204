import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { rootOfTree } from "@/lib/ledger/compact-tree";
import { sameBytes } from "@/lib/ledger/merkle";
import type { LedgerStateView } from "@/lib/ledger/schema";
import { latestCheckpoint, ledgerSize } from "@/lib/ledger/store/checkpoints";
import { readKeptHead } from "@/lib/ledger/store/kept-head";
import { livingKey } from "@/lib/ledger/store/living-key";
import { previousSigningKey, signingKey } from "@/lib/ledger/store/signing-key";
import { rootAt } from "@/lib/ledger/store/tree-at-rest";
import { listWitnesses } from "@/lib/ledger/store/witnesses";
import type { ReadDb } from "@/lib/platform/db";

export async function loadLedgerState(
  db: ReadDb,
  workspaceId: WorkspaceId,
): Promise<LedgerStateView> {
  const [size, latest, living, witnesses] = await Promise.all([
    ledgerSize(db, workspaceId),
    latestCheckpoint(db, workspaceId),
    livingKey(db, workspaceId),
    listWitnesses(db, workspaceId),
  ]);
  const signedSize = latest?.size ?? 0;
  const last = await db.auditEvent.findFirst({
    where: { workspaceId, index: signedSize - 1 },
    select: { at: true },
  });
  const publicKey = living ?? signingKey()?.publicKey ?? null;
  return {
    size,
    signedSize,
    signedRoot: latest === null ? null : rootIn(latest.note),
    signedUpToAt: last?.at.toISOString() ?? null,
    publicKey: publicKey === null ? null : Buffer.from(publicKey).toString("base64"),
    whyNotSigned: await whyNotSigned(db, { workspaceId, size, living }),
    witnesses,
  };
}

/** As the note says it, whoever signed it: the third line of a checkpoint. */
function rootIn(note: string): string {
  return Buffer.from(note.split("\n")[2] ?? "", "base64").toString("hex");
}

async function whyNotSigned(
  db: ReadDb,
  ledger: { workspaceId: WorkspaceId; size: number; living: Uint8Array | null },
): Promise<string | null> {
  const { workspaceId, size, living } = ledger;
  const key = signingKey();
  if (key === null) {
    return "This installation has no key to sign with.";
  }
  const kept = await readKeptHead(workspaceId);
  const signed = kept?.tree.size ?? 0;
  if (signed > size) {
    return `The ledger has ${size} entries, and ${signed} were signed before.`;
  }
  const root = await rootAt(db, { workspaceId, size: signed });
  if (kept !== null && !sameBytes(root, rootOfTree(kept.tree))) {
    return `The first ${signed} entries are not those that were signed.`;
  }
  if (living === null || sameBytes(living, key.publicKey)) {
    return null;
  }
  const previous = previousSigningKey();
  return previous !== null && sameBytes(living, previous.publicKey)
    ? "The key has changed, and the ledger does not say so yet."
    : "It was signed with a key that is not here, so what is added here stays unsigned.";
}
