import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import {
  latestCheckpoint,
  ledgerSize,
  type StoredCheckpoint,
} from "@/lib/ledger/store/checkpoints";
import { signHead } from "@/lib/ledger/store/sign-checkpoint";
import type { ReadDb } from "@/lib/platform/db";

/** A checkpoint of the ledger as it stands, signed on demand; the latest one where that is refused. */
export async function freshCheckpoint(
  db: ReadDb,
  workspaceId: WorkspaceId,
): Promise<StoredCheckpoint | null> {
  const [latest, size] = await Promise.all([
    latestCheckpoint(db, workspaceId),
    ledgerSize(db, workspaceId),
  ]);
  if (latest !== null && latest.size >= size) {
    return latest;
  }
  const outcome = await signHead(workspaceId);
  return outcome.kind === "signed" ? outcome : latest;
}
