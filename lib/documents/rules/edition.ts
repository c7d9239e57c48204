import type { DocumentSubject } from "@/lib/documents/schema";
import { contentSha256 } from "@/lib/ledger/content-hash";

type Signed = { statementSha256: string };

/** Changes exactly when the record or its set of signatures does: then a new file is issued. */
export function editionOf(record: { recordSha256: string; signatures: readonly Signed[] }): string {
  return contentSha256({
    record: record.recordSha256,
    statements: record.signatures.map(({ statementSha256 }) => statementSha256),
  });
}

/**
 * Under whose name a rendered file lies in the store until it is issued. Only
 * what the server drew for exactly this edition carries it.
 */
export function claimOf(document: {
  subject: DocumentSubject;
  subjectId: string;
  number: number;
  editionSha256: string;
}): string {
  const { subject, subjectId, number, editionSha256 } = document;
  return `document ${subject} ${subjectId} ${number} ${editionSha256}`;
}

/** A name every file system takes, and a person finds again. */
export function fileNameOf(facts: { key: string; what: string; edition: string }): string {
  const name = `${facts.key} ${facts.what} ${facts.edition}`.replaceAll(/[^\w .-]+/g, "");
  return `${name.replaceAll(/\s+/g, " ").trim()}.pdf`;
}
