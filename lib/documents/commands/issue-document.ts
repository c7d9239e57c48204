import "server-only";
import { randomUUID } from "node:crypto";
import { claimOf } from "@/lib/documents/rules/edition";
import { issueDocumentInput } from "@/lib/documents/schema/inputs";
import { loadCaseDocument } from "@/lib/documents/store/case-document";
import { loadGateDocument } from "@/lib/documents/store/gate-document";
import { findIssued, insertIssued } from "@/lib/documents/store/issued";
import { subjectInProject } from "@/lib/documents/store/open-subject";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { hasReceived, readSmallFile } from "@/lib/platform/file-store";
import { readPdfSignature } from "@/lib/platform/pdf-signature";

const PDF_MAX_BYTES = 20 * 1024 * 1024;

/**
 * Puts a signed PDF on record: from now on these bytes are the document. The
 * file must be one the server drew and signed for exactly this record, with
 * all its signatures.
 */
export const issueDocument = defineCommand({
  name: "document.issue",
  permission: "project:read",
  input: issueDocumentInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/documents",
    summary: "Put a signed PDF that Waymark made on record",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { subject, subjectId, number, sha256 } = input;
    const name = await subjectInProject(tx, { projectId, subject, subjectId, number });
    if (name === null) {
      throw new AppError("not_found", "There is no such record in this project.");
    }
    const document =
      subject === "business_case"
        ? await loadCaseDocument(tx, { projectId, workspaceId, number, now })
        : await loadGateDocument(tx, { gateId: subjectId, workspaceId, number, now });
    if (document.state !== "final") {
      throw new AppError("rule_refused", `Nothing is issued yet. ${document.stateSentence}`);
    }
    if (document.issued !== null) {
      return { value: issuedValue(document.issued), unchanged: true };
    }
    const { bytes, certificateSha256 } = await signedBytes({ sha256, claim: claimOf(document) });
    const { editionSha256, fileName } = document;
    const key = { subject, subjectId, number, editionSha256 };
    const id = randomUUID();
    const place = { workspaceId, projectId, issuedById: member.userId, issuedAt: now };
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
  },
});

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
