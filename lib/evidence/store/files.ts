import "server-only";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";

export async function projectIdOfFile(db: ReadDb, fileId: string): Promise<ProjectId | null> {
  const row = await db.storedFile.findUnique({
    where: { id: fileId },
    select: { projectId: true },
  });
  return row === null ? null : (row.projectId as ProjectId);
}

export type StoredFileRow = {
  id: string;
  sha256: string;
  mediaType: string;
  fileName: string;
  bytes: number;
};

export async function findFile(
  db: ReadDb,
  at: { fileId: string; projectId: string },
): Promise<StoredFileRow | null> {
  const row = await db.storedFile.findFirst({ where: { id: at.fileId, projectId: at.projectId } });
  return row === null ? null : { ...row, bytes: Number(row.bytes) };
}

/** The same bytes under the same name in the same project, attached before. */
export async function findSameFile(
  db: ReadDb,
  at: { projectId: string; sha256: string; fileName: string },
): Promise<StoredFileRow | null> {
  const row = await db.storedFile.findFirst({ where: at, orderBy: { uploadedAt: "asc" } });
  return row === null ? null : { ...row, bytes: Number(row.bytes) };
}

export async function isInProject(
  db: ReadDb,
  at: { projectId: string; sha256: string },
): Promise<boolean> {
  return (await db.storedFile.count({ where: at })) > 0;
}

export async function insertFile(
  tx: Tx,
  facts: {
    workspaceId: string;
    projectId: string;
    sha256: string;
    bytes: number;
    mediaType: string;
    fileName: string;
    uploadedById: string;
    uploadedAt: Date;
  },
): Promise<string> {
  const { bytes, ...rest } = facts;
  const { id } = await tx.storedFile.create({
    data: { ...rest, bytes: BigInt(bytes) },
    select: { id: true },
  });
  return id;
}
