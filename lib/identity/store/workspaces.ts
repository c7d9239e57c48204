import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";

const FIRST_RUN_LOCK = 7_426_001;

/** Two first runs at once wait for each other, so that the second finds somebody there. */
export async function lockFirstRun(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_RUN_LOCK}::bigint)`;
}

export async function insertWorkspace(
  tx: Tx,
  facts: { slug: string; name: string; isDemo: boolean; createdAt: Date },
): Promise<WorkspaceId> {
  const { id } = await tx.workspace.create({ data: facts, select: { id: true } });
  return id as WorkspaceId;
}

export async function loadWorkspace(db: ReadDb, id: WorkspaceId) {
  return db.workspace.findUnique({ where: { id } });
}

export async function saveWorkspace(
  tx: Tx,
  facts: { id: WorkspaceId; version: number; data: { name: string } },
): Promise<void> {
  const { id, version, data } = facts;
  const { count } = await tx.workspace.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "Somebody else changed these settings meanwhile. Reload the page, look at what is new and save again.",
    );
  }
}

/** The demo workspace and people one can try it as; null where there is none. */
export async function loadDemo(db: ReadDb) {
  return db.workspace.findFirst({
    where: { isDemo: true },
    select: {
      name: true,
      memberships: {
        where: { removedAt: null, user: { disabledAt: null, passwordHash: { not: null } } },
        select: { role: true, user: { select: { name: true, title: true, email: true } } },
        orderBy: { joinedAt: "asc" },
        take: 12,
      },
    },
  });
}
