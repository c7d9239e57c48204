import { spawnSync } from "node:child_process";
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { PDFDocument } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { readPdfSignature } from "@/lib/platform/pdf-signature";
import { signPdf } from "@/lib/platform/sign-pdf";
import { pathOfKey, signingIdentity } from "@/lib/platform/signing-certificate";

// Nothing here speaks to a database; only the shape of the environment is checked.
process.env.DATABASE_URL ??= "postgresql://nobody@localhost/nothing";

const folder = mkdtempSync(join(tmpdir(), "waymark-pdf-"));
const AT = new Date("2026-11-23T09:00:00.000Z");

async function aPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < 3; page += 1) {
    document.addPage().drawText(`Page ${page + 1} of a record that was signed.`, { x: 50, y: 700 });
  }
  return Buffer.from(await document.save());
}

/** What poppler, which shares no code with us, says of the file. */
function pdfsig(pdf: Buffer): string {
  const path = join(folder, "probe.pdf");
  writeFileSync(path, pdf);
  const { stdout, error } = spawnSync("pdfsig", ["-nocert", path], { encoding: "utf8" });
  if (error !== undefined) {
    throw new Error("pdfsig is needed for this test: install poppler-utils.");
  }
  return stdout;
}

const VALID = "Signature is Valid";

let signed: Buffer;
let gap: { from: number; to: number };
let ours: string;

beforeAll(async () => {
  ours = (await signingIdentity()).fingerprint;
  const { bytes } = await signPdf(await aPdf(), { reason: "Issued for the test", at: AT });
  signed = bytes;
  const from = signed.indexOf("/Contents <") + "/Contents ".length;
  gap = { from, to: signed.indexOf(">", from) + 1 };
});

function flipped(index: number, mask = 1): Buffer {
  const copy = Buffer.from(signed);
  copy[index] = (copy[index] ?? 0) ^ mask;
  return copy;
}

function isOurs(pdf: Buffer): boolean {
  const answer = readPdfSignature(pdf);
  return answer.kind === "intact" && answer.certificateSha256 === ours;
}

describe("a signed PDF", () => {
  it("is valid to pdfsig and intact to us, with the certificate of this installation", async () => {
    expect(pdfsig(signed)).toContain(VALID);
    expect(pdfsig(signed)).toContain("Total document signed");
    expect(readPdfSignature(signed)).toEqual({
      kind: "intact",
      certificateSha256: ours,
      signedAt: AT.toISOString(),
    });
  });

  it("leaves no unused room in the file", () => {
    expect(signed.toString("latin1", gap.to - 9, gap.to - 1)).not.toBe("00000000");
  });

  it("is broken, for pdfsig and for us, by any byte of the content that changes", () => {
    const held = gap.to - gap.from;
    const places = Array.from({ length: 60 }, (_, index) => {
      const place = Math.floor((index * (signed.length - held)) / 60);
      return place < gap.from ? place : place + held;
    });
    const survivors = places.filter(
      (index) => pdfsig(flipped(index)).includes(VALID) || isOurs(flipped(index)),
    );
    expect(survivors).toEqual([]);
  }, 60_000);

  // Framing around the signature is covered by nothing but the hash of the whole file.
  it("is broken for us by nearly every digit of the signature itself", () => {
    const digits = Array.from({ length: 200 }, (_, index) =>
      Math.floor(gap.from + (index * (gap.to - gap.from)) / 200),
    );
    const survivors = digits.filter((index) => isOurs(flipped(index)));
    expect(survivors.length).toBeLessThan(10);
  });

  it("is known to be cut short, and to be added to", () => {
    expect(readPdfSignature(signed.subarray(0, signed.length - 100))).toMatchObject({
      kind: "altered",
      why: expect.stringContaining("shorter than what was signed"),
    });
    const longer = Buffer.concat([signed, Buffer.from("\n% more")]);
    expect(readPdfSignature(longer)).toMatchObject({
      kind: "altered",
      why: "Bytes were added after the signature: 7.",
    });
  });

  it("does not take the same signature in another spelling", () => {
    const text = signed.toString("latin1");
    const shouted = `${text.slice(0, gap.from)}${text.slice(gap.from, gap.to).toUpperCase()}${text.slice(gap.to)}`;
    expect(readPdfSignature(Buffer.from(shouted, "latin1")).kind).toBe("altered");
  });
});

describe("what is no signed PDF", () => {
  it("is told apart without an error", async () => {
    expect(readPdfSignature(Buffer.alloc(0))).toEqual({ kind: "not_pdf" });
    expect(readPdfSignature(Buffer.from("GIF89a"))).toEqual({ kind: "not_pdf" });
    expect(readPdfSignature(await aPdf())).toEqual({ kind: "unsigned" });
    for (const range of ["", "[", "[0 1 2 3", "[0 99 9 9]", "[0 5 5 9999999999]", "[0 a b c]"]) {
      const hostile = Buffer.from(`%PDF-1.7\n/ByteRange ${range}\n/Contents <00>`);
      expect(readPdfSignature(hostile).kind).toBe("altered");
    }
  });

  it("is never unpacked, however much it says it holds", () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024)).toString("latin1");
    const stream = `1 0 obj <</Filter /FlateDecode /Length ${bomb.length}>> stream\n${bomb}\nendstream`;
    const file = Buffer.from(`%PDF-1.7\n${stream.repeat(40)}\n%%EOF`, "latin1");
    const before = process.memoryUsage().rss;
    expect(readPdfSignature(file)).toEqual({ kind: "unsigned" });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  it("may nest a signature as deep as it likes", () => {
    const nested = "3080".repeat(20_000);
    const head = "%PDF-1.7 /Contents ";
    const tail = ` /ByteRange [0 ${head.length} ${head.length + nested.length + 2} `;
    const build = (rest: number) => `${head}<${nested}>${tail}${rest}]`;
    const rest = build(100).length - head.length - nested.length - 2;
    expect(readPdfSignature(Buffer.from(build(rest))).kind).toBe("altered");
  });
});

describe("the signing key", () => {
  it("is kept for the owner's eyes only, and stays the same", async () => {
    const first = await signingIdentity();
    expect(statSync(pathOfKey()).mode & 0o777).toBe(0o600);
    expect(await signingIdentity()).toEqual(first);
  });
});
