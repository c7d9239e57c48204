import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { ProjectStatus } from "@/lib/projects/schema";

const stale =
  "Somebody else changed this project meanwhile. Nothing was overwritten: reload and look again.";

export function refuseStaleProject(count: number): void {
  if (count === 0) {
    throw new AppError("conflict", stale);
  }
}

/** Every door into a project finds it by itself: the id is looked up when access is checked. */
export function projectScope({ input }: { input: { projectId: ProjectId } }) {
  return Promise.resolve({ kind: "project" as const, projectId: input.projectId });
}

export async function saveProject(
  tx: Tx,
  facts: {
    projectId: string;
    version: number;
    changes: { name?: string; summary?: string; unit?: string; ownerId?: string };
  },
): Promise<void> {
  const { projectId, version, changes } = facts;
  const { count } = await tx.project.updateMany({
    where: { id: projectId, version },
    data: { ...changes, version: { increment: 1 } },
  });
  refuseStaleProject(count);
}

export async function saveStatus(
  tx: Tx,
  facts: {
    projectId: string;
    version: number;
    status: ProjectStatus;
    reason: string;
    at: Date;
  },
): Promise<void> {
  const { projectId, version, status, reason, at } = facts;
  const { count } = await tx.project.updateMany({
    where: { id: projectId, version },
    data: {
      status,
      statusReason: reason,
      closedAt: status === "closed" ? at : null,
      version: { increment: 1 },
    },
  });
  refuseStaleProject(count);
}

export async function savePin(
  tx: Tx,
  facts: { userId: string; projectId: string; at: Date },
): Promise<number> {
  const { userId, projectId, at } = facts;
  const { count } = await tx.pinnedProject.createMany({
    data: [{ userId, projectId, pinnedAt: at }],
    skipDuplicates: true,
  });
  return count;
}

export async function deletePin(
  tx: Tx,
  facts: { userId: string; projectId: string },
): Promise<number> {
  const { count } = await tx.pinnedProject.deleteMany({ where: facts });
  return count;
}

/** Keys of the workspace that begin like this one, to suggest one that is free. */
export async function keysLike(
  db: ReadDb,
  at: { workspaceId: string; prefix: string },
): Promise<ReadonlySet<string>> {
  const rows = await db.project.findMany({
    where: { workspaceId: at.workspaceId, key: { startsWith: at.prefix } },
    select: { key: true },
    take: 1000,
  });
  return new Set(rows.map(({ key }) => key));
}
