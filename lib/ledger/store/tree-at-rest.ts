import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { nodeHash, rootOf } from "@/lib/ledger/merkle";
import {
  consistencyRanges,
  inclusionRanges,
  type LeafRange,
  type NodePlace,
  perfectNodes,
} from "@/lib/ledger/tree-shape";
import type { ReadDb } from "@/lib/platform/db";

type NodeRow = { level: number; index: bigint; hash: Uint8Array | null };

/** Root over the first `size` entries, from a handful of stored nodes. */
export async function rootAt(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; size: number },
): Promise<Uint8Array> {
  const { workspaceId, size } = at;
  if (size === 0) {
    return rootOf([]);
  }
  const [root] = await hashesOf(db, workspaceId, [{ start: 0, end: size }]);
  return root ?? rootOf([]);
}

/** Throws a RangeError for an entry that is not among the first `size`. */
export function inclusionAt(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; index: number; size: number },
): Promise<Uint8Array[]> {
  return hashesOf(db, at.workspaceId, inclusionRanges(at.index, at.size));
}

export function consistencyAt(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; oldSize: number; newSize: number },
): Promise<Uint8Array[]> {
  return hashesOf(db, at.workspaceId, consistencyRanges(at.oldSize, at.newSize));
}

/** The stored hash of one entry. */
export async function leafAt(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; index: number },
): Promise<Uint8Array> {
  const { workspaceId, index } = at;
  const [leaf] = await hashesOf(db, workspaceId, [{ start: index, end: index + 1 }]);
  return leaf ?? new Uint8Array();
}

/** One statement, whatever the number of ranges. */
async function hashesOf(
  db: ReadDb,
  workspaceId: WorkspaceId,
  ranges: readonly LeafRange[],
): Promise<Uint8Array[]> {
  const places = ranges.map(perfectNodes);
  const hashes = await loadNodes(db, workspaceId, places.flat());
  return places.map((nodes) => {
    const parts = nodes.map((node) => hashAt(hashes, node));
    return parts.reduceRight((right, left) => nodeHash(left, right));
  });
}

async function loadNodes(db: ReadDb, workspaceId: WorkspaceId, places: readonly NodePlace[]) {
  const levels = places.map((place) => place.level);
  const indexes = places.map((place) => place.index);
  const rows = await db.$queryRaw<NodeRow[]>`
    SELECT w.level, w.index, CASE
      WHEN w.level = 0 THEN (SELECT e."leafHash" FROM audit_events e
        WHERE e."workspaceId" = ${workspaceId}::uuid AND e.index = w.index)
      ELSE (SELECT n.hash FROM ledger_nodes n
        WHERE n."workspaceId" = ${workspaceId}::uuid AND n.level = w.level AND n.index = w.index)
      END AS hash
    FROM unnest(${levels}::int[], ${indexes}::bigint[]) AS w(level, index)`;
  return new Map(rows.map((row) => [`${row.level}/${row.index}`, row.hash]));
}

function hashAt(hashes: ReadonlyMap<string, Uint8Array | null>, place: NodePlace): Uint8Array {
  const hash = hashes.get(`${place.level}/${place.index}`) ?? null;
  if (hash === null) {
    throw new Error(`The ledger has no node ${place.index} at level ${place.level}.`);
  }
  return new Uint8Array(hash);
}
