import { describe, expect, it } from "vitest";
import { emptyTree, extendTree, isWholeTree, rootOfTree } from "@/lib/ledger/compact-tree";
import { leafHash, rootOf } from "@/lib/ledger/merkle";

describe("a compact tree", () => {
  it("has the root of the whole tree at every size", () => {
    const entries = Array.from({ length: 70 }, (_, index) => Uint8Array.of(index));
    let tree = emptyTree;
    expect(rootOfTree(tree)).toEqual(rootOf([]));
    for (const [index, entry] of entries.entries()) {
      tree = extendTree(tree, [leafHash(entry)]);
      expect(rootOfTree(tree)).toEqual(rootOf(entries.slice(0, index + 1)));
      expect(isWholeTree(tree)).toBe(true);
    }
    expect(extendTree(emptyTree, entries.map(leafHash))).toEqual(tree);
  });

  it("is not whole with a subtree too many or too few", () => {
    const tree = extendTree(
      emptyTree,
      [1, 2, 3].map((byte) => leafHash(Uint8Array.of(byte))),
    );
    expect(isWholeTree({ ...tree, size: 4 })).toBe(false);
    expect(isWholeTree({ ...tree, nodes: tree.nodes.slice(1) })).toBe(false);
    expect(isWholeTree({ ...tree, size: Number.NaN })).toBe(false);
  });
});
