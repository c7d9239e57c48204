import { Readable } from "node:stream";
import { getDownloadTarget } from "@/lib/evidence/queries";
import { runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { openFile } from "@/lib/platform/file-store";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";

/** A report may draw itself, in a place of its own: no cookies, no network, no parent page. */
const VIEWER_POLICY =
  "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; " +
  "script-src 'unsafe-inline'; img-src data:; font-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const DOWNLOAD_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

type Target = { fileName: string; mediaType: string; bytes: number };

/** RFC 6266: a plain name for old readers, the real one beside it. */
function attachmentNamed(fileName: string): string {
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

function headersOf({ fileName, mediaType, bytes }: Target, isViewed: boolean): Headers {
  const charset = mediaType.startsWith("text/") ? "; charset=utf-8" : "";
  return new Headers({
    "content-type": `${mediaType}${charset}`,
    "content-length": String(bytes),
    "content-disposition": isViewed ? "inline" : attachmentNamed(fileName),
    "content-security-policy": isViewed ? VIEWER_POLICY : DOWNLOAD_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "referrer-policy": "no-referrer",
    "cache-control": "private, no-store",
  });
}

async function send(request: Request, fileId: string): Promise<Response> {
  const actor = await currentActor();
  if (actor === null) {
    throw new AppError("unauthenticated", "Sign in first.");
  }
  const target = await runQuery(getDownloadTarget, actor, { fileId });
  const file = await openFile(target.sha256);
  if (file === null) {
    throw new AppError("not_found", "The bytes of this file are missing from the file store.");
  }
  const isViewed =
    new URL(request.url).searchParams.get("view") === "1" && target.mediaType === "text/html";
  const body = Readable.toWeb(file.stream) as ReadableStream<Uint8Array>;
  return new Response(body, { headers: headersOf({ ...target, bytes: file.bytes }, isViewed) });
}

/** Bytes of a file to a reader of its project: saved, never run on this site. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ fileId: string }> },
): Promise<Response> {
  const { fileId } = await params;
  try {
    return await send(request, fileId);
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}
