import "server-only";
import { dayOf } from "@/lib/kernel/calendar";
import type { WorkspaceId } from "@/lib/kernel/ids";
import {
  latestCheckpoint,
  ledgerSize,
  type StoredCheckpoint,
} from "@/lib/ledger/store/checkpoints";
import { handOut } from "@/lib/ledger/store/hand-out";
import { signHead } from "@/lib/ledger/store/sign-checkpoint";
import { now } from "@/lib/platform/clock";
import type { ReadDb } from "@/lib/platform/db";
import { log } from "@/lib/platform/log";

/**
 * A checkpoint of the ledger as it stands, signed on demand; the latest one
 * where that is refused. A new one goes to the witnesses like every other.
 */
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
  if (outcome.kind === "signed" && outcome.isNew) {
    const head = { workspaceId, size: outcome.size, note: outcome.note };
    await handOut(head, dayOf(now())).catch((error: unknown) => {
      // Whoever asked gets their answer; that the witness took nothing is kept where auditors look.
      log().error({ err: error, workspaceId }, "the witness did not take this head");
    });
  }
  return outcome.kind === "signed" ? outcome : latest;
}
