import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { type CompactTree, extendTree, rootOfTree } from "@/lib/ledger/compact-tree";
import { leafHash, sameBytes } from "@/lib/ledger/merkle";
import { listCheckpoints, readCheckpoint } from "@/lib/ledger/store/checkpoints";
import type { ReadDb } from "@/lib/platform/db";

/** Rows read at once while the signer catches up. */
const PAGE = 5000;

/** Hashes the new records itself, and compares with every checkpoint it passes. */
export async function growTree(
  db: ReadDb,
  from: { workspaceId: WorkspaceId; known: CompactTree; size: number },
): Promise<{ tree: CompactTree; why: string | null }> {
  const { workspaceId, known, size } = from;
  const passed = await listCheckpoints(db, { workspaceId, after: known.size, to: size });
  const stops = [...passed, { size, note: null }];
  let tree = known;
  for (const stop of stops) {
    tree = await growTo(db, { workspaceId, tree, size: stop.size });
    if (stop.note !== null) {
      const signed = await readCheckpoint(db, { size: stop.size, note: stop.note });
      if (signed === null || !sameBytes(signed.root, rootOfTree(tree))) {
        return { tree, why: `The records do not lead to the checkpoint at ${stop.size}.` };
      }
    }
  }
  return { tree, why: null };
}

async function growTo(
  db: ReadDb,
  target: { workspaceId: WorkspaceId; tree: CompactTree; size: number },
): Promise<CompactTree> {
  const { workspaceId, size } = target;
  let { tree } = target;
  while (tree.size < size) {
    const rows = await db.auditEvent.findMany({
      where: { workspaceId, index: { gte: tree.size, lt: Math.min(size, tree.size + PAGE) } },
      orderBy: { index: "asc" },
      select: { canonical: true },
    });
    if (rows.length === 0) {
      throw new Error(`The ledger of ${workspaceId} has no record ${tree.size}.`);
    }
    tree = extendTree(
      tree,
      rows.map((row) => leafHash(Buffer.from(row.canonical, "utf8"))),
    );
  }
  return tree;
}
