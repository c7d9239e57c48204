import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import busboy from "busboy";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { spreadsheetLimits, tooLargeFile } from "@/lib/kernel/spreadsheet";

const MAX_BYTES = spreadsheetLimits.fileMb * 1024 * 1024;
/** A sender of this much is told at once; one of less is heard out, so that a browser shows the answer. */
const HOPELESS_BYTES = 300 * 1024 * 1024;

type Sent = { fileName: string; workspaceId: string; bytes: Buffer };
type Parts = Omit<Sent, "bytes"> & { chunks: Buffer[]; isTooLarge: boolean };

/** Reads the form of an import: one spreadsheet, of which no more is kept than an import takes. */
export async function receiveSpreadsheet(request: Request): Promise<Sent> {
  const contentType = request.headers.get("content-type") ?? "";
  if (request.body === null || !contentType.startsWith("multipart/form-data")) {
    throw fieldError("file", "Choose a file first.");
  }
  if (Number(request.headers.get("content-length") ?? 0) > HOPELESS_BYTES) {
    throw fieldError("file", tooLargeFile);
  }
  const parts: Parts = { fileName: "", workspaceId: "", chunks: [], isTooLarge: false };
  try {
    // The two libraries type the same stream of the platform differently.
    const source = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
    await pipeline(source, parserOf(contentType, parts));
  } catch (error) {
    throw error instanceof AppError
      ? error
      : fieldError("file", "The upload broke off before the file was complete. Send it again.");
  }
  if (parts.isTooLarge) {
    throw fieldError("file", tooLargeFile);
  }
  if (parts.fileName === "") {
    throw fieldError("file", "Choose a file first.");
  }
  const { fileName, workspaceId, chunks } = parts;
  return { fileName, workspaceId, bytes: Buffer.concat(chunks) };
}

function parserOf(contentType: string, parts: Parts) {
  const parser = busboy({
    headers: { "content-type": contentType },
    defParamCharset: "utf8",
    limits: { files: 1, fileSize: MAX_BYTES, fields: 4, fieldSize: 200, parts: 6 },
  });
  parser.on("field", (name, value) => {
    if (name === "workspaceId") {
      parts.workspaceId = value;
    }
  });
  parser.on("file", (_name, stream, { filename }) => {
    // The pipeline tells of a broken upload; unheard here, the event would end the process.
    stream.on("error", () => undefined);
    // Browsers write a quote in a name as %22.
    parts.fileName = (filename ?? "").replaceAll("%22", '"').slice(-200);
    stream.on("data", (chunk: Buffer) => parts.chunks.push(chunk));
    stream.on("limit", () => {
      parts.isTooLarge = true;
      parts.chunks = [];
    });
  });
  return parser;
}
