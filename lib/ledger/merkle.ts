import { hash } from "node:crypto";
import {
  consistencyRanges,
  inclusionRanges,
  isSize,
  type LeafRange,
  splitOf,
} from "@/lib/ledger/tree-shape";

/**
 * The Merkle tree of RFC 6962 section 2.1 (RFC 9162 section 2.1) over SHA-256.
 *
 * `leaves` are always the raw entries d(0), d(1), …, as the standard writes
 * MTH(D[n]); they are hashed in here. Where the hash of an entry is meant, the
 * name says so: `leafHash`. For a ledger the entry is the canonical record.
 *
 * What makes a tree or a proof throws a RangeError for a place that does not
 * exist; what verifies answers false to anything malformed and never throws.
 */
type Hash = Uint8Array<ArrayBuffer>;

const HASH_BYTES = 32;
const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** Hash of one raw entry: SHA-256(0x00 || bytes), 32 bytes. */
export function leafHash(bytes: Uint8Array): Hash {
  const input = Buffer.allocUnsafe(1 + bytes.length);
  input[0] = LEAF_PREFIX;
  input.set(bytes, 1);
  return sha256(input);
}

/** Hash of an inner node from the hashes of its two children: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  const input = Buffer.allocUnsafe(1 + left.length + right.length);
  input[0] = NODE_PREFIX;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return sha256(input);
}

function sha256(input: Uint8Array): Hash {
  return new Uint8Array(hash("sha256", input, "buffer"));
}

/** MTH(D[n]): the root over raw entries. The root of no entries is SHA-256 of nothing. */
export function rootOf(leaves: readonly Uint8Array[]): Hash {
  return rootOfRange(leaves, { start: 0, end: leaves.length });
}

/** PATH(m, D[n]): proof that the raw entry at `index` is in the tree over `leaves`. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Hash[] {
  return inclusionRanges(index, leaves.length).map((range) => rootOfRange(leaves, range));
}

/** PROOF(m, D[n]): that the tree over the first `oldSize` entries is a prefix of the one over all. */
export function consistencyProof(leaves: readonly Uint8Array[], oldSize: number): Hash[] {
  return consistencyRanges(oldSize, leaves.length).map((range) => rootOfRange(leaves, range));
}

function rootOfRange(leaves: readonly Uint8Array[], { start, end }: LeafRange): Hash {
  if (end === start) {
    return sha256(new Uint8Array());
  }
  if (end === start + 1) {
    return leafHash(leaves[start] ?? new Uint8Array());
  }
  const middle = start + splitOf(end - start);
  return nodeHash(
    rootOfRange(leaves, { start, end: middle }),
    rootOfRange(leaves, { start: middle, end }),
  );
}

type InclusionClaim = {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
};

/** RFC 9162 section 2.1.3.2. `size` and `root` are to be trusted already: from a checkpoint. */
export function verifyInclusion(claim: InclusionClaim): boolean {
  return falseIfItThrows(() => {
    const { index, size, leafHash: leaf, root } = claim;
    const proof = hashesOf(claim.proof);
    const isPlace = isSize(index) && isSize(size) && index < size;
    if (!isPlace || proof === null || !isHash(leaf) || !isHash(root)) {
      return false;
    }
    const climb = climbing({ node: index, last: size - 1 });
    const computed = proof.reduce<Uint8Array | null>(
      (below, sibling) => below && climb.join(below, sibling),
      leaf,
    );
    return computed !== null && climb.isAtTop() && sameBytes(computed, root);
  });
}

type ConsistencyClaim = {
  oldSize: number;
  newSize: number;
  oldRoot: Uint8Array;
  newRoot: Uint8Array;
  proof: readonly Uint8Array[];
};

/**
 * RFC 9162 section 2.1.4.2. The empty tree is a prefix of every tree, with an
 * empty proof; a tree is a prefix of itself, with an empty proof.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  return falseIfItThrows(() => {
    const { oldSize, newSize, oldRoot, newRoot } = claim;
    const proof = hashesOf(claim.proof);
    const areSizes = isSize(oldSize) && isSize(newSize) && oldSize <= newSize;
    if (!areSizes || proof === null || !isHash(oldRoot) || !isHash(newRoot)) {
      return false;
    }
    if (oldSize === 0) {
      const isEmpty = newSize > 0 || sameBytes(newRoot, rootOf([]));
      return proof.length === 0 && isEmpty && sameBytes(oldRoot, rootOf([]));
    }
    if (oldSize === newSize) {
      return proof.length === 0 && sameBytes(oldRoot, newRoot);
    }
    return verifyGrowth({ oldSize, newSize, oldRoot, newRoot, proof });
  });
}

function verifyGrowth(claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot } = claim;
  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  // A perfect old tree is a node of the new one, so its root need not be sent.
  const [first, ...rest] = node === 0 ? [oldRoot, ...claim.proof] : claim.proof;
  if (first === undefined) {
    return false;
  }
  const climb = climbing({ node, last });
  let oldHash: Uint8Array = first;
  let newHash: Uint8Array = first;
  for (const sibling of rest) {
    const isLeft = climb.joinsFromLeft();
    const joined = climb.join(newHash, sibling);
    if (joined === null) {
      return false;
    }
    oldHash = isLeft ? nodeHash(sibling, oldHash) : oldHash;
    newHash = joined;
  }
  return climb.isAtTop() && sameBytes(oldHash, oldRoot) && sameBytes(newHash, newRoot);
}

/** The way from a node up to the root, one sibling after the other. */
function climbing(from: { node: number; last: number }) {
  let { node, last } = from;
  const joinsFromLeft = () => node % 2 === 1 || node === last;
  return {
    joinsFromLeft,
    isAtTop: () => last === 0,
    join(below: Uint8Array, sibling: Uint8Array): Uint8Array | null {
      if (last === 0) {
        return null;
      }
      const isLeft = joinsFromLeft();
      // The right edge skips the levels at which it has no sibling.
      while (isLeft && node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
      node = half(node);
      last = half(last);
      return isLeft ? nodeHash(sibling, below) : nodeHash(below, sibling);
    },
  };
}

// Shifts would cut sizes to 32 bits.
function half(value: number): number {
  return Math.floor(value / 2);
}

function isHash(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === HASH_BYTES;
}

/** No tree of a countable number of leaves is higher than this. */
const MAX_PROOF = 64;

function hashesOf(proof: unknown): Uint8Array[] | null {
  if (!Array.isArray(proof) || proof.length > MAX_PROOF) {
    return null;
  }
  const parts: unknown[] = Array.from({ length: proof.length }, (_, place) => proof[place]);
  return parts.every(isHash) ? parts : null;
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, place) => byte === right[place]);
}

/** A claim comes from outside: it may be no object at all, or throw when it is read. */
function falseIfItThrows(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
