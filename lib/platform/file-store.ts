import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import {
  type FileHandle,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileTypeFromFile } from "file-type";
import { fieldError } from "@/lib/kernel/app-error";

export const FILE_MAX_BYTES = 200 * 1024 * 1024;
const SHA256 = /^[0-9a-f]{64}$/;
const UNKNOWN_MEDIA_TYPE = "application/octet-stream";

export type ReceivedFile = { sha256: string; bytes: number; mediaType: string };

/**
 * Streams bytes to disk under their SHA-256 and says what they are. The file
 * appears at its place only when it is complete. `by` may attach it afterwards:
 * knowing a hash is no proof of having had the bytes.
 */
export async function receiveFile(
  source: AsyncIterable<Uint8Array>,
  facts: { by: string; maxBytes?: number },
): Promise<ReceivedFile> {
  const maxBytes = facts.maxBytes ?? FILE_MAX_BYTES;
  const incoming = join(filesRoot(), "incoming");
  await mkdir(incoming, { recursive: true });
  const path = join(incoming, randomUUID());
  try {
    const { sha256, bytes } = await writeTo(path, source, maxBytes);
    if (bytes === 0) {
      throw fieldError("file", "The file is empty.");
    }
    const sniffed = await fileTypeFromFile(path);
    await mkdir(folderOf(sha256), { recursive: true });
    await rename(path, pathOf(sha256));
    await claim(sha256, facts.by);
    return { sha256, bytes, mediaType: sniffed?.mime ?? UNKNOWN_MEDIA_TYPE };
  } finally {
    await rm(path, { force: true });
  }
}

/** The bytes of a stored file, or null where there are none. */
export async function openFile(
  sha256: string,
): Promise<{ stream: ReadStream; bytes: number } | null> {
  const bytes = await sizeOfFile(sha256);
  return bytes === null ? null : { stream: createReadStream(pathOf(sha256)), bytes };
}

/** Size and kind of a stored file, told by its bytes; null where there are none. */
export async function inspectFile(
  sha256: string,
): Promise<{ bytes: number; mediaType: string } | null> {
  const bytes = await sizeOfFile(sha256);
  if (bytes === null) {
    return null;
  }
  const sniffed = await fileTypeFromFile(pathOf(sha256));
  return { bytes, mediaType: sniffed?.mime ?? UNKNOWN_MEDIA_TYPE };
}

/** The whole file for looking into, or null when it is missing or larger than `maxBytes`. */
export async function readSmallFile(sha256: string, maxBytes: number): Promise<Buffer | null> {
  const bytes = await sizeOfFile(sha256);
  return bytes === null || bytes > maxBytes ? null : readFile(pathOf(sha256));
}

/** Whether this person brought these bytes here. */
export async function hasReceived(facts: { sha256: string; by: string }): Promise<boolean> {
  const { sha256, by } = facts;
  return SHA256.test(sha256) && (await sizeAt(claimOf(sha256, by))) !== null;
}

async function writeTo(path: string, source: AsyncIterable<Uint8Array>, maxBytes: number) {
  const hash = createHash("sha256");
  const handle = await open(path, "wx", 0o600);
  try {
    const bytes = await copy(source, { handle, hash, maxBytes });
    await handle.sync();
    return { sha256: hash.digest("hex"), bytes };
  } finally {
    await handle.close();
  }
}

type Target = { handle: FileHandle; hash: ReturnType<typeof createHash>; maxBytes: number };

async function copy(source: AsyncIterable<Uint8Array>, target: Target): Promise<number> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > target.maxBytes) {
      const limit = Math.floor(target.maxBytes / 1024 / 1024);
      throw fieldError("file", `A file may have at most ${limit} MB.`);
    }
    target.hash.update(chunk);
    await target.handle.writeFile(chunk);
  }
  return bytes;
}

async function claim(sha256: string, by: string): Promise<void> {
  await mkdir(join(filesRoot(), "claims"), { recursive: true });
  await writeFile(claimOf(sha256, by), "1");
}

/** The name is a hash of both, so that nothing a caller says becomes part of a path. */
function claimOf(sha256: string, by: string): string {
  return join(filesRoot(), "claims", createHash("sha256").update(`${sha256} ${by}`).digest("hex"));
}

async function sizeOfFile(sha256: string): Promise<number | null> {
  return SHA256.test(sha256) ? sizeAt(pathOf(sha256)) : null;
}

async function sizeAt(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return null;
    }
    throw error;
  }
}

export function filesRoot(): string {
  return join(resolve(process.env.WAYMARK_DATA ?? ".data"), "files");
}

function folderOf(sha256: string): string {
  return join(filesRoot(), sha256.slice(0, 2), sha256.slice(2, 4));
}

function pathOf(sha256: string): string {
  return join(folderOf(sha256), sha256);
}
