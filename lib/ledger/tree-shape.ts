/**
 * Which leaves each hash of a proof stands for. The shape of a tree follows
 * from its size alone, so proofs can be planned before any hash is read.
 */
export type LeafRange = { start: number; end: number };

/** A perfect subtree: 2^level leaves from index * 2^level on. These are the nodes kept at rest. */
export type NodePlace = { level: number; index: number };

export function isSize(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** The largest power of two below `count`, for two leaves and more: where the tree is split. */
export function splitOf(count: number): number {
  let power = 1;
  while (power * 2 < count) {
    power *= 2;
  }
  return power;
}

export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!(isSize(index) && isSize(size)) || index >= size) {
    throw new RangeError(`There is no entry ${index} in a tree of ${size}.`);
  }
  return pathIn(index, { start: 0, end: size });
}

function pathIn(index: number, { start, end }: LeafRange): LeafRange[] {
  if (end - start <= 1) {
    return [];
  }
  const middle = start + splitOf(end - start);
  const left = { start, end: middle };
  const right = { start: middle, end };
  return index < middle ? [...pathIn(index, left), right] : [...pathIn(index, right), left];
}

export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  if (!(isSize(oldSize) && isSize(newSize)) || oldSize > newSize) {
    throw new RangeError(`A tree of ${newSize} has no beginning of ${oldSize}.`);
  }
  return oldSize === 0 ? [] : growthIn(oldSize, { start: 0, end: newSize });
}

/** SUBPROOF of the standard: the old root itself is left out, since the verifier has it. */
function growthIn(oldEnd: number, { start, end }: LeafRange): LeafRange[] {
  if (oldEnd === end) {
    return start === 0 ? [] : [{ start, end }];
  }
  const middle = start + splitOf(end - start);
  const left = { start, end: middle };
  const right = { start: middle, end };
  return oldEnd <= middle ? [...growthIn(oldEnd, left), right] : [...growthIn(oldEnd, right), left];
}

/** The perfect subtrees a range of a tree consists of, left to right, largest first. */
export function perfectNodes({ start, end }: LeafRange): NodePlace[] {
  const nodes: NodePlace[] = [];
  let at = start;
  while (at < end) {
    const level = largestLevel(end - at);
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

function largestLevel(count: number): number {
  let level = 0;
  while (2 ** (level + 1) <= count) {
    level += 1;
  }
  return level;
}
