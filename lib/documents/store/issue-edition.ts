import "server-only";
import { randomUUID } from "node:crypto";
import type { AuditEvent } from "@/lib/audit/events";
import { claimOf } from "@/lib/documents/rules/edition";
import type { DocumentFrame } from "@/lib/documents/schema";
import { findIssued, insertIssued } from "@/lib/documents/store/issued";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import type { Tx } from "@/lib/platform/db";
import { hasReceived, readSmallFile } from "@/lib/platform/file-store";
import { readPdfSignature } from "@/lib/platform/pdf-signature";

const PDF_MAX_BYTES = 20 * 1024 * 1024;

type Edition = {
  document: DocumentFrame;
  /** What the trail calls it. */
  name: string;
  sha256: string;
  workspaceId: string;
  issuedById: string;
  now: Date;
};

type Value = { documentId: string; sha256: string; fileName: string };
type Issued =
  | { value: Value; audit: NonEmptyArray<AuditEvent> }
  | { value: Value; unchanged: true };

/**
 * Puts the bytes of a signed PDF on record. They must be those the server drew
 * and signed for exactly this record; the first file of an edition stays it.
 */
export async function issueEdition(tx: Tx, edition: Edition): Promise<Issued> {
  const { document, name, sha256, workspaceId, issuedById, now } = edition;
  if (document.state !== "final") {
    throw new AppError("rule_refused", `Nothing is issued yet. ${document.stateSentence}`);
  }
  if (document.issued !== null) {
    return { value: issuedValue(document.issued), unchanged: true };
  }
  const { bytes, certificateSha256 } = await signedBytes({ sha256, claim: claimOf(document) });
  const { subject, subjectId, number, editionSha256, fileName, projectId } = document;
  const key = { subject, subjectId, number, editionSha256 };
  const id = randomUUID();
  const place = { workspaceId, projectId, issuedById, issuedAt: now };
  const facts = { id, ...key, sha256, bytes, fileName, certificateSha256, ...place };
  if (!(await insertIssued(tx, facts))) {
    const first = await findIssued(tx, key);
    if (first === null) {
      throw new AppError("conflict", "The document was issued a moment ago. Download it again.");
    }
    return { value: issuedValue(first), unchanged: true };
  }
  const issued = { documentId: id, subject, subjectId, name, number, sha256, bytes };
  return {
    value: issuedValue({ id, sha256, fileName }),
    audit: [{ type: "document.issued", ...issued }],
  };
}

function issuedValue({ id, sha256, fileName }: { id: string; sha256: string; fileName: string }) {
  return { documentId: id, sha256, fileName };
}

async function signedBytes(facts: { sha256: string; claim: string }) {
  const { sha256, claim } = facts;
  const isOurs = await hasReceived({ sha256, by: claim });
  const file = isOurs ? await readSmallFile(sha256, PDF_MAX_BYTES) : null;
  const signature = file === null ? null : readPdfSignature(file);
  if (file === null || signature?.kind !== "intact") {
    throw fieldError("sha256", "Waymark has not made a file with this SHA-256 for this record.");
  }
  return { bytes: file.length, certificateSha256: signature.certificateSha256 };
}
