import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildParts } from "./build.mjs";
import { plainCrypto, testing, treeWith } from "./core.mjs";

const { sha256, sha512, verifyEd25519, canonical, bytesOfBase64 } = testing;
const bytes = fc.uint8Array({ maxLength: 400 });
const digestOf = (name: string, input: Uint8Array) =>
  new Uint8Array(createHash(name).update(input).digest());

describe("the parts that ship", () => {
  it("are those the core makes: run node clients/verify/build.mjs after a change", () => {
    for (const [name, text] of Object.entries(buildParts())) {
      expect(readFileSync(`clients/verify/${name}`, "utf8") === text, name).toBe(true);
    }
  });

  it("need nothing but the platform, and the page no network", () => {
    const { "verify.mjs": program, "verify.html": page } = buildParts();
    const modules = [...program.matchAll(/^import .* from "([^"]+)"/gm)].map((match) => match[1]);
    expect(modules).toEqual(["node:crypto", "node:fs"]);
    expect(page).not.toMatch(/\b(?:src|href)=|fetch\(|import\s*\{/);
    expect(page).toContain("default-src 'none'");
  });
});

describe("the core's own cryptography", () => {
  it("hashes as the platform does", () => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(sha256(input)).toEqual(digestOf("sha256", input));
        expect(sha512(input)).toEqual(digestOf("sha512", input));
      }),
    );
  });

  it("believes the signatures the platform makes, and no changed one", () => {
    fc.assert(
      fc.property(bytes, fc.nat(511), (input, bit) => {
        const { publicKey, privateKey } = generateKeyPairSync("ed25519");
        const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
        const signature = new Uint8Array(sign(null, input, privateKey));
        const changed = signature.map((byte, at) =>
          at === bit >> 3 ? byte ^ (1 << (bit % 8)) : byte,
        );
        expect(verifyEd25519(new Uint8Array(key), input, signature)).toBe(true);
        expect(verifyEd25519(new Uint8Array(key), input, changed)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses a signature whose scalar was made larger by the order of the group", () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const key = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32));
    const signature = new Uint8Array(sign(null, new Uint8Array(3), privateKey));
    let carry = 2n ** 252n + 27742317777372353535851937790883648493n;
    const larger = signature.map((byte, at) => {
      carry += at < 32 ? 0n : BigInt(byte);
      const low = at < 32 ? BigInt(byte) : carry & 255n;
      carry = at < 32 ? carry : carry >> 8n;
      return Number(low);
    });
    expect(verifyEd25519(key, new Uint8Array(3), larger)).toBe(false);
  });
});

describe("the core's tree", () => {
  const tree = treeWith(plainCrypto);
  // Roots of the reference tree of Certificate Transparency at 6 and 8 entries, and the proof between.
  const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));
  const claim = {
    oldSize: 6,
    newSize: 8,
    oldRoot: hex("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    newRoot: hex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    proof: [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ].map(hex),
  };

  it("knows a continuation from what is none", () => {
    expect(tree.continues(claim)).toBe(true);
    expect(tree.continues({ ...claim, oldRoot: claim.newRoot })).toBe(false);
    expect(tree.continues({ ...claim, newRoot: claim.oldRoot })).toBe(false);
    expect(tree.continues({ ...claim, oldSize: 5 })).toBe(false);
    expect(tree.continues({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
    expect(tree.continues({ ...claim, proof: [] })).toBe(false);
  });
});

describe("what the core reads", () => {
  it("has one spelling in base64", () => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(bytesOfBase64(Buffer.from(input).toString("base64"))).toEqual(new Uint8Array(input));
      }),
    );
    expect(["AB", "A===", "AB==", "AAB=", "AA=", "A A=", "_w=="].map(bytesOfBase64)).toEqual(
      Array.from({ length: 7 }, () => null),
    );
  });

  it("prints canonical JSON in the order of UTF-16", () => {
    const value = JSON.parse('{"\\ufb33":1,"\\ud83d\\ude00":[1e21,-0,"\\u20ac"],"a":null}');
    expect(canonical(value)).toBe('{"a":null,"😀":[1e+21,0,"€"],"\ufb33":1}');
  });
});
