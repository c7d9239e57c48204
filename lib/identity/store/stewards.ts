import "server-only";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";

type Stewarded = { workspaceId: WorkspaceId; workspace: string; stewards: UserId[] };

/** The workspaces a person is in, each with its owners and admins. */
export async function stewardsOver(db: ReadDb, userId: UserId): Promise<Stewarded[]> {
  return db.$queryRaw<Stewarded[]>`
    SELECT w.id AS "workspaceId", w.name AS workspace,
           array_agg(s."userId" ORDER BY s."userId") AS stewards
    FROM memberships m
    JOIN workspaces w ON w.id = m."workspaceId"
    JOIN memberships s ON s."workspaceId" = w.id AND s.role IN ('owner', 'admin')
      AND s."removedAt" IS NULL
    WHERE m."userId" = ${userId}::uuid AND m."removedAt" IS NULL
    GROUP BY w.id, w.name ORDER BY w.id`;
}
