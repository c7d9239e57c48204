import { describe, expect, it } from "vitest";
import { leafHash } from "@/lib/ledger/merkle";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("leafHash", () => {
  // Reference leaves of the Certificate Transparency test tree (RFC 6962).
  it("agrees with the published hashes", () => {
    expect(hex(leafHash(new Uint8Array()))).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
    expect(hex(leafHash(Uint8Array.of(0x00)))).toBe(
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    );
  });
});
