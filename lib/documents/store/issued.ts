import "server-only";
import type { DocumentSubject, IssuedDocumentView } from "@/lib/documents/schema";
import type { ReadDb, Tx } from "@/lib/platform/db";

type Row = Omit<IssuedDocumentView, "issuedAt"> & { issuedAt: Date };

const shown = {
  id: true,
  subject: true,
  subjectId: true,
  number: true,
  sha256: true,
  bytes: true,
  fileName: true,
  certificateSha256: true,
  issuedAt: true,
} as const;

function viewOf(row: Row): IssuedDocumentView {
  return { ...row, issuedAt: row.issuedAt.toISOString() };
}

export type EditionKey = {
  subject: DocumentSubject;
  subjectId: string;
  number: number;
  editionSha256: string;
};

export async function findIssued(db: ReadDb, key: EditionKey): Promise<IssuedDocumentView | null> {
  const { subject, subjectId, number, editionSha256 } = key;
  const row = await db.issuedDocument.findFirst({
    where: { subject, subjectId, number, editionSha256 },
    select: shown,
  });
  return row === null ? null : viewOf(row);
}

/** At most one edition per set of signatures, so a project has few. */
export async function listIssued(db: ReadDb, projectId: string): Promise<IssuedDocumentView[]> {
  const rows = await db.issuedDocument.findMany({
    where: { projectId },
    orderBy: { issuedAt: "desc" },
    take: 500,
    select: shown,
  });
  return rows.map(viewOf);
}

/** False where the same edition was issued a moment ago by somebody else. */
export async function insertIssued(
  tx: Tx,
  facts: EditionKey & {
    id: string;
    workspaceId: string;
    projectId: string;
    sha256: string;
    bytes: number;
    fileName: string;
    certificateSha256: string;
    issuedById: string;
    issuedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.issuedDocument.createMany({ data: [facts], skipDuplicates: true });
  return count === 1;
}
