import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { openCheckpoint } from "@/lib/ledger/checkpoint";
import { latestCheckpoint } from "@/lib/ledger/store/checkpoints";
import { listKeys, type SigningKey } from "@/lib/ledger/store/signing-key";
import { prismaClient, type ReadDb } from "@/lib/platform/db";

/**
 * The public key a ledger is to be signed with: the one its last hand-over
 * names, or the one its checkpoints carry. Null while it has neither.
 */
export async function livingKey(db: ReadDb, workspaceId: WorkspaceId): Promise<Uint8Array | null> {
  const handOver = await db.auditEvent.findFirst({
    where: { workspaceId, type: "ledger.key-rotated" },
    orderBy: { index: "desc" },
    select: { data: true },
  });
  if (handOver !== null) {
    const { toKey } = handOver.data as { toKey: string };
    return new Uint8Array(Buffer.from(toKey, "base64"));
  }
  const latest = await latestCheckpoint(db, workspaceId);
  return latest === null ? null : keyOfNote(db, latest.note);
}

/** A checkpoint that no key of ours signed has a key of no bytes, which is nobody's. */
async function keyOfNote(db: ReadDb, note: string): Promise<Uint8Array> {
  const name = note.slice(0, note.indexOf("\n"));
  const keys = await listKeys(db);
  const found = keys.find(({ publicKey }) => openCheckpoint(note, [{ name, publicKey }]) !== null);
  return found?.publicKey ?? new Uint8Array();
}

/** Old checkpoints must stay readable, so a key that has signed is never forgotten. */
export async function publishKey(key: SigningKey): Promise<void> {
  const publicKey = Buffer.from(key.publicKey).toString("base64");
  const db = prismaClient();
  if ((await db.ledgerKey.count({ where: { publicKey } })) === 0) {
    const data = [{ publicKey, introducedAt: new Date() }];
    await db.ledgerKey.createMany({ data, skipDuplicates: true });
  }
}
