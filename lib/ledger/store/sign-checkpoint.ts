import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { signCheckpoint } from "@/lib/ledger/checkpoint";
import { type CompactTree, emptyTree, rootOfTree } from "@/lib/ledger/compact-tree";
import { sameBytes, verifyConsistency } from "@/lib/ledger/merkle";
import { latestCheckpoint, ledgerSize } from "@/lib/ledger/store/checkpoints";
import { growTree } from "@/lib/ledger/store/grow-tree";
import { readKeptHead, writeKeptHead } from "@/lib/ledger/store/kept-head";
import { livingKey, publishKey } from "@/lib/ledger/store/living-key";
import { signingKey } from "@/lib/ledger/store/signing-key";
import { consistencyAt, rootAt } from "@/lib/ledger/store/tree-at-rest";
import { prismaClient, type ReadDb } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { processWide } from "@/lib/platform/process-wide";

/** Why nothing was signed. `rotation` is mended by handing over the key, the rest needs a person. */
type Refusal = { kind: "refused"; why: string; needs: "rotation" | "person" };
type Signed = {
  kind: "signed";
  size: number;
  note: string;
  isNew: boolean;
};
type SigningOutcome = Signed | Refusal | { kind: "empty" } | { kind: "no-key" };

/**
 * Signs the head of a workspace's ledger, after proving that it continues what
 * was signed before. A checkpoint is no act of a person and changes nothing
 * that was recorded, so it leaves no trace of its own; a trace would make the
 * ledger grow for ever. Twice at once is harmless: equal size, equal text.
 */
export function signHead(workspaceId: WorkspaceId): Promise<SigningOutcome> {
  const running = processWide("checkpoints", () => new Map<string, Promise<SigningOutcome>>());
  const before = running.get(workspaceId) ?? Promise.resolve(null);
  const next = before.catch(() => null).then(() => signNow(workspaceId));
  running.set(workspaceId, next);
  return next;
}

async function signNow(workspaceId: WorkspaceId): Promise<SigningOutcome> {
  const db = prismaClient();
  const key = signingKey();
  if (key === null) {
    return { kind: "no-key" };
  }
  const size = await ledgerSize(db, workspaceId);
  const kept = await readKeptHead(workspaceId);
  const known = kept?.tree ?? emptyTree;
  if (size === 0 && known.size === 0) {
    return { kind: "empty" };
  }
  if (size < known.size) {
    return refused(`The ledger has ${size} entries, and ${known.size} were signed before.`);
  }
  const living = await livingKey(db, workspaceId);
  if (living !== null && !sameBytes(living, key.publicKey)) {
    return refused("The key has changed, and the ledger does not say so.", "rotation");
  }
  const { tree, why } = await growTree(db, { workspaceId, known, size });
  const proof = await consistencyAt(db, { workspaceId, oldSize: known.size, newSize: size });
  const unfit = why ?? (await whyNotSign(db, { workspaceId, known, tree, proof }));
  if (unfit !== null) {
    return refused(unfit);
  }
  await publishKey(key);
  const origin = await originOf(db, workspaceId);
  const note = signCheckpoint({ origin, size, root: rootOfTree(tree) }, key.seed);
  await writeKeptHead(workspaceId, { tree, mailedOn: kept?.mailedOn ?? "" });
  const { count } = await db.ledgerCheckpoint.createMany({
    data: [{ workspaceId, size: BigInt(size), note }],
    skipDuplicates: true,
  });
  return { kind: "signed", size, note, isNew: count > 0 };
}

type Growth = {
  workspaceId: WorkspaceId;
  known: CompactTree;
  tree: CompactTree;
  proof: readonly Uint8Array[];
};

async function whyNotSign(db: ReadDb, growth: Growth): Promise<string | null> {
  const { workspaceId, known, tree, proof } = growth;
  const newRoot = await rootAt(db, { workspaceId, size: tree.size });
  if (!sameBytes(newRoot, rootOfTree(tree))) {
    return `The tree kept for ${tree.size} entries is not the tree of the records.`;
  }
  const sizes = { oldSize: known.size, newSize: tree.size };
  const isContinued = verifyConsistency({ ...sizes, oldRoot: rootOfTree(known), newRoot, proof });
  return isContinued ? null : `The ledger does not continue the one signed at ${known.size}.`;
}

async function originOf(db: ReadDb, workspaceId: WorkspaceId): Promise<string> {
  const latest = await latestCheckpoint(db, workspaceId);
  // A ledger keeps the name it began with, also when the installation moves to another address.
  return latest === null
    ? `${new URL(env().WAYMARK_URL).host}/ledger/${workspaceId}`
    : latest.note.slice(0, latest.note.indexOf("\n"));
}

function refused(why: string, needs: Refusal["needs"] = "person"): Refusal {
  return { kind: "refused", why, needs };
}
