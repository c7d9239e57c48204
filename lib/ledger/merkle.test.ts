import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "@/lib/ledger/merkle";
import { inclusionRanges } from "@/lib/ledger/tree-shape";

const SLOW = 30_000;

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));
const flip = (hash: Uint8Array, place: number) =>
  hash.map((byte, at) => (at === place % hash.length ? byte ^ (1 << (place % 8)) : byte));
const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => new TextEncoder().encode(`entry ${index}`));

// The reference tree of Certificate Transparency: eight raw entries and the roots of its beginnings.
const reference = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map(bytes);
const referenceRoots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("the reference tree of RFC 6962", () => {
  it("has the published leaf hashes", () => {
    expect(hex(leafHash(new Uint8Array()))).toBe(referenceRoots[1]);
    expect(hex(leafHash(Uint8Array.of(0x00)))).toBe(
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    );
  });

  it("has the published roots", () => {
    for (const [size, root] of referenceRoots.entries()) {
      expect(hex(rootOf(reference.slice(0, size)))).toBe(root);
    }
  });

  it("has the published inclusion proofs", () => {
    const h01 = referenceRoots[2];
    expect(inclusionProof(reference.slice(0, 1), 0)).toEqual([]);
    expect(inclusionProof(reference, 0).map(hex)).toEqual([
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    expect(inclusionProof(reference, 5).map(hex)).toEqual([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      referenceRoots[4],
    ]);
    expect(inclusionProof(reference.slice(0, 3), 2).map(hex)).toEqual([h01]);
  });

  it("has the published consistency proofs", () => {
    expect(consistencyProof(reference, 1).map(hex)).toEqual([
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    expect(consistencyProof(reference, 6).map(hex)).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      referenceRoots[4],
    ]);
    expect(consistencyProof(reference.slice(0, 5), 2).map(hex)).toEqual([
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]);
  });
});

const LARGEST = 130;
const all = entries(LARGEST);
const roots = Array.from({ length: LARGEST + 1 }, (_, size) => rootOf(all.slice(0, size)));
const rootAt = (size: number) => roots[size] ?? new Uint8Array();
const inclusionOf = (index: number, size: number) => ({
  index,
  size,
  leafHash: leafHash(all[index] ?? new Uint8Array()),
  proof: inclusionProof(all.slice(0, size), index),
  root: rootAt(size),
});
const consistencyOf = (oldSize: number, newSize: number) => ({
  oldSize,
  newSize,
  oldRoot: rootAt(oldSize),
  newRoot: rootAt(newSize),
  proof: consistencyProof(all.slice(0, newSize), oldSize),
});

describe("inclusion", () => {
  it(
    "proves every entry of every tree up to 130, and that it is at no other place",
    () => {
      let wrong = 0;
      for (let size = 1; size <= LARGEST; size += 1) {
        for (let index = 0; index < size; index += 1) {
          const claim = inclusionOf(index, size);
          const elsewhere = { ...claim, index: (index + 1) % size };
          const isFooled = size > 1 && verifyInclusion(elsewhere);
          wrong += verifyInclusion(claim) && !isFooled ? 0 : 1;
        }
      }
      expect(wrong).toBe(0);
    },
    SLOW,
  );

  it("fails for any changed byte, place, length or order", () => {
    const place = fc
      .integer({ min: 2, max: LARGEST })
      .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));
    fc.assert(
      fc.property(place, fc.nat(255), fc.nat(), ([index, size], at, which) => {
        const claim = inclusionOf(index, size);
        const { proof } = claim;
        const changed = proof.map((hash, step) =>
          step === which % proof.length ? flip(hash, at) : hash,
        );
        const wrong = [
          { ...claim, proof: changed },
          { ...claim, leafHash: flip(claim.leafHash, at) },
          { ...claim, root: flip(claim.root, at) },
          { ...claim, index: which % size === index ? size : which % size },
          { ...claim, size: size * 2 + 1 },
          { ...claim, size: index },
          { ...claim, proof: proof.slice(1) },
          { ...claim, proof: proof.slice(0, -1) },
          { ...claim, proof: [...proof, claim.root] },
          { ...claim, proof: proof.map((hash) => hash.slice(0, 31)) },
        ];
        expect(wrong.filter(verifyInclusion)).toEqual([]);
      }),
    );
  });

  // The size is no part of what a root binds: it is trusted because a checkpoint signs both.
  it("takes a wrong size only where the path has the same length", () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, place) => place);
    const fooled = upTo(41).flatMap((size) =>
      upTo(size).flatMap((index) => {
        const claim = inclusionOf(index, size);
        return upTo(41)
          .filter((other) => verifyInclusion({ ...claim, size: other }))
          .map((other) => inclusionRanges(index, other).length - claim.proof.length);
      }),
    );
    expect(fooled.filter((difference) => difference !== 0)).toEqual([]);
  });
});

describe("consistency", () => {
  it(
    "proves every tree up to 130 a continuation of each of its beginnings",
    () => {
      let wrong = 0;
      for (let newSize = 0; newSize <= LARGEST; newSize += 1) {
        for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
          wrong += verifyConsistency(consistencyOf(oldSize, newSize)) ? 0 : 1;
        }
      }
      expect(wrong).toBe(0);
    },
    SLOW,
  );

  it("fails for any changed byte, size or length", () => {
    const sizes = fc
      .integer({ min: 2, max: LARGEST })
      .chain((newSize) => fc.tuple(fc.integer({ min: 1, max: newSize - 1 }), fc.constant(newSize)));
    fc.assert(
      fc.property(sizes, fc.nat(255), fc.nat(), ([oldSize, newSize], at, which) => {
        const claim = consistencyOf(oldSize, newSize);
        const { proof } = claim;
        const changed = proof.map((hash, step) =>
          step === which % proof.length ? flip(hash, at) : hash,
        );
        const wrong = [
          { ...claim, proof: changed },
          { ...claim, oldRoot: flip(claim.oldRoot, at) },
          { ...claim, newRoot: flip(claim.newRoot, at) },
          { ...claim, oldRoot: claim.newRoot },
          { ...claim, oldSize: oldSize + 1 },
          { ...claim, oldSize: newSize },
          { ...claim, oldSize: 0 },
          { ...claim, newSize: oldSize },
          { ...claim, newSize: newSize * 2 + 1 },
          { ...claim, oldSize: newSize, newSize: oldSize },
          { ...claim, proof: proof.slice(1) },
          { ...claim, proof: proof.slice(0, -1) },
          { ...claim, proof: [...proof, claim.newRoot] },
        ];
        expect(wrong.filter(verifyConsistency)).toEqual([]);
      }),
    );
  });

  it("refuses a history in which one old entry was changed", () => {
    const forged = [...all.slice(0, 40), Uint8Array.of(1), ...all.slice(41)];
    const claim = { ...consistencyOf(64, 130), newRoot: rootOf(forged) };
    expect(verifyConsistency({ ...claim, proof: consistencyProof(forged, 64) })).toBe(false);
  });
});

describe("what comes from outside", () => {
  const anything: fc.Arbitrary<unknown> = fc.oneof(
    fc.anything({ withBigInt: true, withTypedArray: true, withSparseArray: true }),
    fc.constantFrom(Number.NaN, -1, 0.5, 2 ** 53, 2 ** 60, Number.POSITIVE_INFINITY, "3", null),
  );
  const fields = fc.constantFrom("index", "size", "leafHash", "proof", "root");
  const growthFields = fc.constantFrom("oldSize", "newSize", "oldRoot", "newRoot", "proof");

  it("is answered with false, whatever stands in a field, and never throws", () => {
    const inclusion = inclusionOf(5, 9);
    const growth = consistencyOf(5, 9);
    fc.assert(
      fc.property(fields, growthFields, anything, (field, growthField, value) => {
        // Other whole numbers may ask for the very same path; they are tried above.
        fc.pre(!(Number.isSafeInteger(value) && Number(value) >= 0));
        expect(verifyInclusion({ ...inclusion, [field]: value } as never)).toBe(false);
        expect(verifyConsistency({ ...growth, [growthField]: value } as never)).toBe(false);
      }),
    );
  });

  it("is answered with false where it is no claim at all, or throws when read", () => {
    const hostile = {
      get index() {
        throw new Error("no");
      },
    };
    for (const claim of [undefined, null, 1, "x", [], {}, hostile, () => 1]) {
      expect(verifyInclusion(claim as never)).toBe(false);
      expect(verifyConsistency(claim as never)).toBe(false);
    }
    const endless = { ...inclusionOf(5, 9), proof: { length: 2 ** 40 } };
    expect(verifyInclusion(endless as never)).toBe(false);
    const sparse = { ...inclusionOf(5, 9), proof: new Array(4) };
    expect(verifyInclusion(sparse)).toBe(false);
  });

  it("may be larger than 32 bits", () => {
    const size = 2 ** 40;
    const proof = Array.from({ length: 40 }, () => leafHash(new Uint8Array()));
    const root = proof.reduce((below, hash) => nodeHash(below, hash), rootOf([]));
    const claim = { index: 0, size, leafHash: rootOf([]), proof, root };
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, index: size - 1 })).toBe(false);
  });

  it("leads to no proof of a place that does not exist", () => {
    for (const index of [-1, 3, 0.5, Number.NaN]) {
      expect(() => inclusionProof(entries(3), index)).toThrow(RangeError);
    }
    for (const oldSize of [-1, 4, 0.5, Number.NaN]) {
      expect(() => consistencyProof(entries(3), oldSize)).toThrow(RangeError);
    }
  });
});

describe("rootOf", () => {
  it("takes raw entries and keeps leaves and nodes apart", () => {
    const [left = new Uint8Array(), right = new Uint8Array()] = entries(2);
    expect(hex(rootOf([left]))).toBe(hex(leafHash(left)));
    expect(hex(rootOf([left, right]))).toBe(hex(nodeHash(leafHash(left), leafHash(right))));
    const pretended = Buffer.concat([leafHash(left), leafHash(right)]);
    expect(hex(rootOf([pretended]))).not.toBe(hex(rootOf([left, right])));
    expect(hex(rootOf([]))).toBe(createHash("sha256").digest("hex"));
  });
});
