import "server-only";
import type { Tx } from "@/lib/platform/db";

/**
 * Everything that may move a gate of a project waits here for its turn. All
 * its gates are held, in one order, so that two acts never hold each other up.
 */
export async function holdGates(tx: Tx, projectId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM gates WHERE "projectId" = ${projectId}::uuid ORDER BY id FOR UPDATE`;
}
