import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import busboy from "busboy";
import type { Actor } from "@/lib/authz/actor";
import { storeFile } from "@/lib/evidence/commands/store-file";
import { getUploadTarget } from "@/lib/evidence/queries";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { type ReceivedFile, receiveFile } from "@/lib/platform/file-store";

type Arrived = ReceivedFile & { fileName: string };

/**
 * Takes the one file of a multipart form, streamed: nothing of it is held in
 * memory, and nothing is read before the sender has shown they may attach here.
 */
export async function receiveFormFile(
  request: Request,
  at: { actor: Extract<Actor, { kind: "user" }>; projectId: string },
) {
  const { actor, projectId } = at;
  await runQuery(getUploadTarget, actor, { projectId });
  const arrived = await arrivedFile(request, actor.userId);
  const result = await runCommand(storeFile, actor, { projectId, ...arrived });
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

async function arrivedFile(request: Request, by: string): Promise<Arrived> {
  const parser = parserOf(request);
  if (request.body === null || parser === null) {
    throw fieldError("file", "Choose a file first.");
  }
  // The two libraries type the same stream of the platform differently.
  const source = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
  const files: Promise<Arrived>[] = [];
  parser.on("file", (_field, stream, { filename }) => {
    if (filename === undefined || filename === "" || files.length > 0) {
      stream.resume();
      return;
    }
    // Whoever reads the stream hears of its end; before that nobody does, and that must not end us.
    stream.on("error", () => undefined);
    // Browsers write a quote in a name as %22.
    const fileName = filename.replaceAll("%22", '"');
    const file = receiveFile(stream, { by }).then((facts) => ({ ...facts, fileName }));
    file.catch((error: Error) => source.destroy(error));
    files.push(file);
  });
  const fed = await pipeline(source, parser).then(
    () => "whole" as const,
    () => "broken" as const,
  );
  const [file] = files;
  if (file === undefined) {
    throw fieldError("file", fed === "whole" ? "Choose a file first." : brokenOff);
  }
  return file.catch((error: unknown) => {
    throw error instanceof AppError ? error : fieldError("file", brokenOff);
  });
}

const brokenOff = "The upload broke off before the file was complete. Send it again.";

/** Null for anything but a multipart form. */
function parserOf(request: Request) {
  const contentType = request.headers.get("content-type") ?? "";
  if (!contentType.startsWith("multipart/form-data")) {
    return null;
  }
  try {
    return busboy({
      headers: { "content-type": contentType },
      defParamCharset: "utf8",
      limits: { files: 1, fields: 10, fieldSize: 2000, parts: 12 },
    });
  } catch {
    return null;
  }
}
