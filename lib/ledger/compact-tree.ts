import { nodeHash, rootOf } from "@/lib/ledger/merkle";
import { isSize } from "@/lib/ledger/tree-shape";

/** A tree reduced to what appending needs: its size and its perfect subtrees, largest first. */
export type CompactTree = { size: number; nodes: readonly Uint8Array[] };

export const emptyTree: CompactTree = { size: 0, nodes: [] };

/** The tree with more entries at its end, given by their hashes. */
export function extendTree(tree: CompactTree, leafHashes: readonly Uint8Array[]): CompactTree {
  const nodes = [...tree.nodes];
  let { size } = tree;
  for (const leaf of leafHashes) {
    let node = leaf;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = nodes.pop();
      node = left === undefined ? node : nodeHash(left, node);
    }
    nodes.push(node);
    size += 1;
  }
  return { size, nodes };
}

export function rootOfTree({ nodes }: CompactTree): Uint8Array {
  return nodes.length === 0
    ? rootOf([])
    : nodes.reduceRight((right, left) => nodeHash(left, right));
}

/** Whether there are as many subtrees as a tree of that size has. */
export function isWholeTree({ size, nodes }: CompactTree): boolean {
  return isSize(size) && nodes.length === size.toString(2).replaceAll("0", "").length;
}
