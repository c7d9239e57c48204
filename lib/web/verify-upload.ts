import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import busboy from "busboy";

const MAX_BYTES = 20 * 1024 * 1024;
const HASH_MAX_CHARACTERS = 200;

/** What somebody handed in to be checked; `why` is a sentence for them. */
export type HandedIn =
  | { kind: "file"; bytes: Buffer }
  | { kind: "hash"; text: string }
  | { kind: "nothing"; why: string };

/** Reads the form of the public check: a file of at most 20 MB, or a hash. Nothing touches the disk. */
export async function readHandedIn(request: Request): Promise<HandedIn> {
  const contentType = request.headers.get("content-type") ?? "";
  if (request.body === null || !contentType.startsWith("multipart/form-data")) {
    return nothing("Choose a file, or paste a SHA-256.");
  }
  const parts = { chunks: [] as Buffer[], hash: "", isTooLarge: false };
  try {
    const parser = busboy({
      headers: { "content-type": contentType },
      limits: {
        files: 1,
        fileSize: MAX_BYTES,
        fields: 2,
        fieldSize: HASH_MAX_CHARACTERS,
        parts: 4,
      },
    });
    parser.on("field", (name, value) => {
      if (name === "sha256") {
        parts.hash = value;
      }
    });
    parser.on("file", (_name, stream) => {
      // The pipeline tells of a broken upload; unheard here, the event would end the process.
      stream.on("error", () => undefined);
      stream.on("data", (chunk: Buffer) => parts.chunks.push(chunk));
      stream.on("limit", () => {
        parts.isTooLarge = true;
        parts.chunks = [];
      });
    });
    // The two libraries type the same stream of the platform differently.
    await pipeline(Readable.fromWeb(request.body as ReadableStream<Uint8Array>), parser);
  } catch {
    return nothing("The upload broke off before it was complete. Send it again.");
  }
  return handedIn(parts);
}

function handedIn(parts: { chunks: Buffer[]; hash: string; isTooLarge: boolean }): HandedIn {
  if (parts.isTooLarge) {
    return nothing("The file has more than 20 MB. Paste its SHA-256 instead.");
  }
  const bytes = Buffer.concat(parts.chunks);
  if (bytes.length > 0) {
    return { kind: "file", bytes };
  }
  const text = parts.hash.trim();
  return text === "" ? nothing("Choose a file, or paste a SHA-256.") : { kind: "hash", text };
}

function nothing(why: string): HandedIn {
  return { kind: "nothing", why };
}
