import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { sweepUploads } from "@/jobs/sweep-uploads";
import { setClock } from "@/lib/platform/clock";
import { hasReceived, inspectFile, receiveFile } from "@/lib/platform/file-store";
import { sweepFiles } from "@/lib/platform/sweep-files";

const home = mkdtempSync(join(tmpdir(), "waymark-sweep-"));
beforeAll(() => {
  vi.stubEnv("WAYMARK_DATA", home);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});
afterEach(() => setClock(null));

const HOUR_MS = 3_600_000;
const folder = (name: string) => join(home, "files", name);
const inHours = (hours: number) => setClock(new Date(Date.now() + hours * HOUR_MS));

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

it("finds nothing where nobody ever uploaded anything", async () => {
  expect(await sweepFiles({ before: new Date() })).toEqual({ parts: 0, claims: 0 });
});

it("removes parts and claims older than a day and keeps every stored file", async () => {
  const by = randomUUID();
  const { sha256 } = await receiveFile(bytesOf("a report"), { by });
  const part = join(folder("incoming"), randomUUID());
  mkdirSync(folder("incoming"), { recursive: true });
  writeFileSync(part, "half of a rep");
  inHours(23);
  await sweepUploads();
  expect(readdirSync(folder("incoming"))).toHaveLength(1);
  expect(await hasReceived({ sha256, by })).toBe(true);
  inHours(25);
  await sweepUploads();
  expect(readdirSync(folder("incoming"))).toEqual([]);
  expect(readdirSync(folder("claims"))).toEqual([]);
  expect(await hasReceived({ sha256, by })).toBe(false);
  expect(await inspectFile(sha256)).toMatchObject({ bytes: 8 });
});

it("leaves an upload alone that began long ago and still goes on", async () => {
  const part = join(folder("incoming"), randomUUID());
  writeFileSync(part, "the first piece");
  const longAgo = new Date(Date.now() - 48 * HOUR_MS);
  utimesSync(part, longAgo, longAgo);
  writeFileSync(part, "the first piece and the next");
  await sweepUploads();
  expect(readdirSync(folder("incoming"))).toHaveLength(1);
});

it("gives a person who uploads the same bytes again a fresh claim", async () => {
  const by = randomUUID();
  const { sha256 } = await receiveFile(bytesOf("another report"), { by });
  inHours(25);
  await sweepUploads();
  setClock(null);
  await receiveFile(bytesOf("another report"), { by });
  await sweepUploads();
  expect(await hasReceived({ sha256, by })).toBe(true);
});
