import type { DocumentFrame } from "@/lib/documents/schema";

/** What a PDF says of itself to software that does not read its pages. */
export function documentFacts(document: DocumentFrame) {
  const { title, edition, workspaceName, recordSha256, printedAt } = document;
  return {
    title: `${title}, ${edition.toLowerCase()}`,
    author: workspaceName,
    subject: `SHA-256 of the record: ${recordSha256}`,
    creator: "Waymark",
    producer: "Waymark",
    language: "en",
    creationDate: new Date(printedAt),
    modificationDate: new Date(printedAt),
  };
}
