import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from "@/lib/ledger/checkpoint";
import { publicKeyOf } from "@/lib/ledger/ed25519";
import { rootOf } from "@/lib/ledger/merkle";
import {
  formatVerifierKey,
  isNoteSignedBy,
  keyIdOf,
  parseNote,
  parseVerifierKey,
  signNote,
} from "@/lib/ledger/signed-note";

// The example of the note package of the Go project.
const goKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const goSeed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const goText =
  "If you think cryptography is the answer to your problem,\n" +
  "then you don't know what your problem is.\n";
const goNote =
  `${goText}\n— PeterNeumann ` +
  "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

const read = (text: string) => {
  const key = parseVerifierKey(text);
  expect(key).not.toBeNull();
  return key ?? { name: "", publicKey: new Uint8Array() };
};

describe("signed notes", () => {
  it("agree with the published example, letter by letter", () => {
    const seed = Buffer.from(goSeed, "base64").subarray(1);
    expect(signNote(goText, { name: "PeterNeumann", seed })).toBe(goNote);
    const key = { name: "PeterNeumann", publicKey: publicKeyOf(seed) };
    expect(keyIdOf(key)).toBe("c74f20a3");
    expect(formatVerifierKey(key)).toBe(goKey);
    const note = parseNote(goNote);
    expect(note?.text).toBe(goText);
    expect(note && isNoteSignedBy(note, [read(goKey)])).toBe(true);
  });

  it("know the key of the Go checksum database by its id", () => {
    const text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    expect(formatVerifierKey(read(text))).toBe(text);
  });

  it("may hold empty lines, and are parted from their signatures by the last one", () => {
    const seed = new Uint8Array(32).fill(7);
    const note = parseNote(signNote("one\n\ntwo\n\n\n", { name: "a", seed }));
    expect(note?.text).toBe("one\n\ntwo\n\n\n");
  });

  it("refuse a verifier key that does not hold together", () => {
    const unfit = [
      "",
      "a+b",
      goKey.replace("c74f", "c74e"),
      `${goKey} `,
      goKey.replace("+AR", "+Ag"),
    ];
    expect(unfit.map(parseVerifierKey)).toEqual(unfit.map(() => null));
  });
});

const origin = "waymark.example.com/ledger/0198a8f0-0000-7000-8000-000000000000";
const seed = new Uint8Array(32).fill(1);
const key = { name: origin, publicKey: publicKeyOf(seed) };
const other = { name: "witness.example.com/w1", seed: new Uint8Array(32).fill(2) };
const checkpoint = { origin, size: 3, root: rootOf([Uint8Array.of(1)]) };
const note = signCheckpoint(checkpoint, seed);

describe("checkpoints", () => {
  it("read back as what was signed", () => {
    const { signatures, ...parsed } = parseCheckpoint(note) ?? { signatures: [] };
    expect(parsed).toEqual({ ...checkpoint, extensions: [] });
    expect(signatures.map(({ name, keyId }) => [name, keyId])).toEqual([[origin, keyIdOf(key)]]);
    expect(openCheckpoint(note, [key])?.size).toBe(3);
  });

  it("read the example of the specification", () => {
    const example =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n" +
      "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n" +
      "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    expect(parseCheckpoint(example)).toMatchObject({
      origin: "example.com/behind-the-sofa",
      size: 20852163,
      signatures: [{ keyId: "033de0ae" }, { keyId: "8d66cf3f" }],
    });
  });

  it("ignore lines by unknown keys, and are refused for one false line by a known key", () => {
    const body = formatCheckpoint(checkpoint);
    const witness = signNote(body, other).slice(body.length + 1);
    expect(openCheckpoint(note + witness, [key])?.size).toBe(3);
    expect(openCheckpoint(note, [])).toBeNull();
    expect(openCheckpoint(note, [{ ...key, name: "other" }])).toBeNull();
    const forged = signNote(body.replace("\n3\n", "\n4\n"), other).slice(body.length + 1);
    const witnessKey = { name: other.name, publicKey: publicKeyOf(other.seed) };
    expect(openCheckpoint(note + witness, [key, witnessKey])?.size).toBe(3);
    expect(openCheckpoint(note + forged, [key, witnessKey])).toBeNull();
  });

  it("believe nothing after any one character was changed", () => {
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.nat(126), (at, code) => {
        const changed = note.slice(0, at) + String.fromCharCode(code + 1) + note.slice(at + 1);
        fc.pre(changed !== note);
        expect(openCheckpoint(changed, [key])).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  const body = formatCheckpoint(checkpoint);
  const lines = (text: string) => signNote(text, { name: origin, seed });
  it.each<[string, unknown]>([
    ["no text", undefined],
    ["nothing", ""],
    ["no signature", `${body}\n`],
    ["no last line feed", note.slice(0, -1)],
    ["carriage returns", note.replaceAll("\n", "\r\n")],
    ["a size with a leading zero", lines(body.replace("\n3\n", "\n03\n"))],
    ["a size with a sign", lines(body.replace("\n3\n", "\n+3\n"))],
    ["a size past 2^53", lines(body.replace("\n3\n", "\n9007199254740993\n"))],
    ["a size with a space", lines(body.replace("\n3\n", "\n3 \n"))],
    ["a root of another length", lines(`${origin}\n3\nAAAA\n`)],
    ["a root in another spelling", lines(body.replace("=\n", "\n"))],
    ["no origin", lines(body.replace(origin, ""))],
    ["an empty extension", lines(`${body}\n`)],
    ["two lines only", lines(`${origin}\n3\n`)],
    ["a plain dash", note.replace("—", "-")],
  ])("are not read from %s", (_name, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });
});
