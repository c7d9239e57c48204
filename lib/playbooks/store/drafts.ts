import "server-only";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";
import { contentSha256 } from "@/lib/ledger/content-hash";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Playbook } from "@/lib/playbooks/schema";
import { Prisma } from "@/prisma/generated/client";

export async function workspaceOfPlaybook(
  db: ReadDb,
  playbookId: string,
): Promise<WorkspaceId | null> {
  const row = await db.playbook.findUnique({
    where: { id: playbookId },
    select: { workspaceId: true },
  });
  return row === null ? null : (row.workspaceId as WorkspaceId);
}

/** A playbook with its draft and the number of its newest published version, 0 when there is none. */
export async function loadPlaybook(db: ReadDb, playbookId: string) {
  const row = await db.playbook.findUnique({
    where: { id: playbookId },
    include: {
      versions: {
        select: { id: true, number: true, status: true, version: true },
        orderBy: { number: "desc" },
      },
    },
  });
  if (row === null) {
    throw new AppError("not_found", "This playbook does not exist any more.");
  }
  const { versions, ...playbookRow } = row;
  const latest = versions.find(({ status }) => status === "published") ?? null;
  const draftRow = versions.find(({ status }) => status === "draft") ?? null;
  const draft =
    draftRow === null ? null : await db.playbookVersion.findUnique({ where: { id: draftRow.id } });
  return { ...playbookRow, latest, latestNumber: latest?.number ?? 0, draft };
}

export async function sourceOfVersion(
  db: ReadDb,
  at: { playbookId: string; versionId: string },
): Promise<string | null> {
  const row = await db.playbookVersion.findFirst({
    where: { id: at.versionId, playbookId: at.playbookId, status: "published" },
    select: { source: true },
  });
  return row?.source ?? null;
}

export async function insertCopy(
  tx: Tx,
  facts: {
    workspaceId: WorkspaceId;
    fromPlaybookId: string;
    key: string;
    name: string;
    summary: string;
    source: string;
    by: UserId;
  },
): Promise<{ playbookId: string; versionId: string }> {
  const { workspaceId, fromPlaybookId, key, name, summary, source, by } = facts;
  const taken = () =>
    fieldError("key", `The workspace has a playbook ${key} already. Choose another key.`);
  if ((await tx.playbook.count({ where: { workspaceId, key } })) > 0) {
    throw taken();
  }
  try {
    const copy = await tx.playbook.create({
      data: { workspaceId, key, name, summary, origin: "copied", copiedFromId: fromPlaybookId },
      select: { id: true },
    });
    const draft = await insertDraft(tx, { playbookId: copy.id, number: 1, source, by });
    return { playbookId: copy.id, versionId: draft.id };
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw taken();
    }
    throw error;
  }
}

type NewDraft = { playbookId: string; number: number; source: string; by: UserId };

/** At most one draft per playbook: the second of two people who begin one is told so. */
export async function beginDraft(
  tx: Tx,
  facts: NewDraft,
): Promise<{ id: string; version: number }> {
  try {
    return await insertDraft(tx, facts);
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw new AppError("conflict", staleDraft);
    }
    throw error;
  }
}

async function insertDraft(tx: Tx, facts: NewDraft): Promise<{ id: string; version: number }> {
  const { playbookId, number, source, by } = facts;
  return tx.playbookVersion.create({
    data: { playbookId, number, status: "draft", source, createdById: by },
    select: { id: true, version: true },
  });
}

const staleDraft =
  "Somebody else changed this draft meanwhile. Nothing was overwritten: reload, then bring your text in again.";

export async function saveDraft(
  tx: Tx,
  facts: { versionId: string; version: number; number: number; source: string },
): Promise<void> {
  const { versionId, version, number, source } = facts;
  const { count } = await tx.playbookVersion.updateMany({
    where: { id: versionId, version, status: "draft" },
    data: { source, number, version: { increment: 1 } },
  });
  refuseStale(count);
}

export async function publishDraft(
  tx: Tx,
  facts: {
    playbookId: string;
    versionId: string;
    version: number;
    document: Playbook;
    by: UserId;
    at: Date;
  },
): Promise<{ sha256: string }> {
  const { playbookId, versionId, version, document, by, at } = facts;
  const sha256 = contentSha256(document);
  const { count } = await tx.playbookVersion.updateMany({
    where: { id: versionId, version, status: "draft" },
    data: {
      status: "published",
      number: document.version,
      document: document as Prisma.InputJsonObject,
      sha256,
      publishedById: by,
      publishedAt: at,
      version: { increment: 1 },
    },
  });
  refuseStale(count);
  const { name, summary } = document;
  await tx.playbook.updateMany({ where: { id: playbookId }, data: { name, summary } });
  return { sha256 };
}

/** A copy that was never published goes with its draft: nothing of it was ever in use. */
export async function deleteDraft(
  tx: Tx,
  facts: { playbookId: string; versionId: string; version: number; isOnlyVersion: boolean },
): Promise<void> {
  const { playbookId, versionId, version, isOnlyVersion } = facts;
  const { count } = await tx.playbookVersion.deleteMany({
    where: { id: versionId, version, status: "draft" },
  });
  refuseStale(count);
  if (isOnlyVersion) {
    await tx.playbook.deleteMany({ where: { id: playbookId } });
  }
}

function refuseStale(count: number): void {
  if (count === 0) {
    throw new AppError("conflict", staleDraft);
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
