import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  hasReceived,
  inspectFile,
  openFile,
  readSmallFile,
  receiveFile,
} from "@/lib/platform/file-store";

const home = mkdtempSync(join(tmpdir(), "waymark-files-"));
beforeAll(() => {
  vi.stubEnv("WAYMARK_DATA", home);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const by = randomUUID();
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);
const incoming = () => readdirSync(join(home, "files", "incoming"));

async function* inPieces(content: Buffer, size: number) {
  for (let at = 0; at < content.length; at += size) {
    yield content.subarray(at, at + size);
  }
}

describe("receiving a file", () => {
  it("keeps the bytes under their hash and says what they are", async () => {
    const received = await receiveFile(inPieces(png, 7), { by });
    const sha256 = createHash("sha256").update(png).digest("hex");
    expect(received).toEqual({ sha256, bytes: png.length, mediaType: "image/png" });
    const opened = await openFile(sha256);
    expect(opened?.bytes).toBe(png.length);
    const stream = opened?.stream ?? Readable.from([]);
    expect(await buffer(stream)).toEqual(png);
    expect(incoming()).toEqual([]);
  });

  it("takes the same bytes twice, also at once", async () => {
    const content = randomBytes(300_000);
    const both = await Promise.all([
      receiveFile(inPieces(content, 1000), { by }),
      receiveFile(inPieces(content, 65_536), { by }),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(await readSmallFile(both[0].sha256, 1_000_000)).toEqual(content);
    expect(await readSmallFile(both[0].sha256, 1000)).toBeNull();
  });

  it("refuses nothing and too much, and leaves nothing behind", async () => {
    const empty = receiveFile(Readable.from([]), { by });
    await expect(empty).rejects.toMatchObject({ issues: [{ path: "file" }] });
    const large = receiveFile(inPieces(randomBytes(2048), 100), { by, maxBytes: 1024 });
    await expect(large).rejects.toMatchObject({ issues: [{ path: "file" }] });
    expect(incoming()).toEqual([]);
  });

  it("leaves nothing behind when the sender hangs up", async () => {
    async function* broken() {
      yield Buffer.from("half a fi");
      throw new Error("connection lost");
    }
    await expect(receiveFile(broken(), { by })).rejects.toThrow("connection lost");
    expect(incoming()).toEqual([]);
  });
});

describe("who brought a file", () => {
  it("is remembered per person", async () => {
    const { sha256 } = await receiveFile(inPieces(png, 50), { by });
    expect(await hasReceived({ sha256, by })).toBe(true);
    expect(await hasReceived({ sha256, by: randomUUID() })).toBe(false);
  });
});

describe("a hash that is none", () => {
  it.each(["", "../../etc/passwd", "a".repeat(63), `${"a".repeat(64)}/..`, "A".repeat(64)])(
    "opens nothing: %j",
    async (sha256) => {
      expect(await openFile(sha256)).toBeNull();
      expect(await inspectFile(sha256)).toBeNull();
      expect(await hasReceived({ sha256, by })).toBe(false);
    },
  );

  it("opens nothing when the file is gone", async () => {
    expect(await openFile("0".repeat(64))).toBeNull();
  });
});
