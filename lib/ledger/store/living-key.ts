import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { openCheckpoint } from "@/lib/ledger/checkpoint";
import { latestCheckpoint, listCheckpoints } from "@/lib/ledger/store/checkpoints";
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
export async function keyOfNote(db: ReadDb, note: string): Promise<Uint8Array> {
  const name = note.slice(0, note.indexOf("\n"));
  const keys = await listKeys(db);
  const found = keys.find(({ publicKey }) => openCheckpoint(note, [{ name, publicKey }]) !== null);
  return found?.publicKey ?? new Uint8Array();
}

/** The keys that signed the first `size` entries of a ledger, in their order, base64. */
export async function listKeysOf(
  db: ReadDb,
  part: { workspaceId: WorkspaceId; size: number },
): Promise<string[]> {
  const { workspaceId, size } = part;
  const [first] = await listCheckpoints(db, { workspaceId, after: 0, to: size });
  const handOvers = await db.auditEvent.findMany({
    where: { workspaceId, type: "ledger.key-rotated", index: { lt: size } },
    orderBy: { index: "asc" },
    select: { data: true },
  });
  const began = first === undefined ? new Uint8Array() : await keyOfNote(db, first.note);
  const later = handOvers.map((row) => (row.data as { toKey: string }).toKey);
  return [Buffer.from(began).toString("base64"), ...later];
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
