import "server-only";
import { createHash } from "node:crypto";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { bundleLinesTo } from "@/lib/ledger/store/export-bundle";
import type { ReadDb } from "@/lib/platform/db";

export async function hashBundle(
  db: ReadDb,
  part: { workspaceId: WorkspaceId; size: number },
): Promise<string> {
  const digest = createHash("sha256");
  for await (const piece of bundleLinesTo(db, part)) {
    digest.update(piece, "utf8");
  }
  return digest.digest("hex");
}
