import "server-only";
import type { Actor } from "@/lib/authz/actor";
import { issueDocument } from "@/lib/documents/commands/issue-document";
import { claimOf } from "@/lib/documents/rules/edition";
import type { DocumentFrame } from "@/lib/documents/schema";
import { runCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import type { Result } from "@/lib/kernel/result";
import { readSmallFile, receiveFile } from "@/lib/platform/file-store";
import { signPdf } from "@/lib/platform/sign-pdf";
import { problem } from "@/lib/web/problem";
import { currentActor } from "@/lib/web/session";
import { tokenActor } from "@/lib/web/token-actor";

const PDF_MAX_BYTES = 20 * 1024 * 1024;

/**
 * The bytes of a record as a file. A record with all its signatures is drawn,
 * signed and kept at its first download; every later one is the same file.
 */
export async function pdfOf(
  document: DocumentFrame,
  by: { issue: Issue; draw: () => Promise<Buffer> },
): Promise<Buffer> {
  if (document.issued !== null) {
    return storedPdf(document.issued.sha256);
  }
  const drawn = await by.draw();
  if (document.state !== "final") {
    return drawn;
  }
  const { title, edition } = document;
  const reason = `Issued by Waymark: ${title}, ${edition.toLowerCase()}`;
  const { bytes } = await signPdf(drawn, { reason, at: new Date(document.printedAt) });
  const { sha256 } = await receiveFile(only(bytes), { by: claimOf(document) });
  const issued = await by.issue(sha256);
  if (!issued.ok) {
    throw issued.error;
  }
  return issued.value.sha256 === sha256 ? bytes : storedPdf(issued.value.sha256);
}

type Issue = (sha256: string) => Promise<Result<{ sha256: string }, AppError>>;

/** Issues as somebody who may read the project. */
export function issuedBy(actor: Actor, document: DocumentFrame): Issue {
  const { projectId, subject, subjectId, number } = document;
  return (sha256) =>
    runCommand(issueDocument, actor, { projectId, subject, subjectId, number, sha256 });
}

async function storedPdf(sha256: string): Promise<Buffer> {
  const bytes = await readSmallFile(sha256, PDF_MAX_BYTES);
  if (bytes === null) {
    throw new AppError(
      "not_found",
      "The file of this document is missing from the file store. Restore it from a backup.",
    );
  }
  return bytes;
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

type Made = { fileName: string; bytes: Buffer };

/** Answers a download: a file to be saved, or the refusal as a sentence. */
export async function answerPdf(
  request: Request,
  make: (actor: Actor) => Promise<Made>,
): Promise<Response> {
  return pdfAnswer(async () => {
    const actor = (await currentActor()) ?? (await tokenActor(request));
    if (actor === null) {
      throw new AppError("unauthenticated", "Sign in first.");
    }
    return make(actor);
  });
}

export async function pdfAnswer(make: () => Promise<Made>): Promise<Response> {
  try {
    const { fileName, bytes } = await make();
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": "application/pdf",
        "content-length": String(bytes.length),
        // `fileNameOf` leaves nothing in a name that would need quoting.
        "content-disposition": `attachment; filename="${fileName}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof AppError) {
      return problem(error);
    }
    throw error;
  }
}

/** The number in a download's address; what is no number asks for none. */
export function numberIn(request: Request, name: string): { number?: number } {
  const text = new URL(request.url).searchParams.get(name) ?? "";
  return /^\d{1,6}$/.test(text) ? { number: Number(text) } : {};
}
