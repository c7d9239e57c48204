import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb, Tx } from "@/lib/platform/db";

const stale =
  "Somebody else changed the roles of this person meanwhile. Nothing was overwritten: reload and look again.";

/** Locks the project's people, so that two leads cannot remove each other at the same moment. */
export async function lockPeople(tx: Tx, projectId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM projects WHERE id = ${projectId}::uuid FOR UPDATE`;
}

export async function findMember(db: ReadDb, at: { projectId: string; userId: string }) {
  return db.projectMember.findFirst({
    where: { ...at, removedAt: null },
    select: { userId: true, roles: true, version: true, user: { select: { name: true } } },
  });
}

/** Adds a person, or lets back in somebody who was removed; their earlier acts stay theirs. */
export async function putMember(
  tx: Tx,
  facts: { projectId: string; userId: string; roles: readonly ProjectRole[]; at: Date },
): Promise<{ version: number }> {
  const { projectId, userId, at } = facts;
  const roles = [...facts.roles];
  return tx.projectMember.upsert({
    where: { projectId_userId: { projectId, userId } },
    create: { projectId, userId, roles, addedAt: at },
    update: { roles, addedAt: at, removedAt: null, version: { increment: 1 } },
    select: { version: true },
  });
}

export async function saveRoles(
  tx: Tx,
  facts: { projectId: string; userId: string; roles: readonly ProjectRole[]; version: number },
): Promise<void> {
  const { projectId, userId, roles, version } = facts;
  const { count } = await tx.projectMember.updateMany({
    where: { projectId, userId, version, removedAt: null },
    data: { roles: [...roles], version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError("conflict", stale);
  }
}

/** What somebody did stays on record; only what they may do ends. */
export async function endMembership(
  tx: Tx,
  facts: { projectId: string; userId: string; version: number; at: Date },
): Promise<void> {
  const { projectId, userId, version, at } = facts;
  const { count } = await tx.projectMember.updateMany({
    where: { projectId, userId, version, removedAt: null },
    data: { removedAt: at, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError("conflict", stale);
  }
  await tx.pinnedProject.deleteMany({ where: { projectId, userId } });
}

/** The project passes to another lead when its owner leaves. */
export async function passOwnership(
  tx: Tx,
  facts: { projectId: string; fromUserId: string; toUserId: string },
): Promise<void> {
  await tx.project.updateMany({
    where: { id: facts.projectId, ownerId: facts.fromUserId },
    data: { ownerId: facts.toUserId },
  });
}
