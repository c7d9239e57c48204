import * as z from "zod";
import { runCommand } from "@/lib/execution/command";
import { dayOf } from "@/lib/kernel/calendar";
import { type WorkspaceId, workspaceId } from "@/lib/kernel/ids";
import { handOverKey } from "@/lib/ledger/commands/hand-over-key";
import { listUnsigned } from "@/lib/ledger/store/checkpoints";
import { handOut } from "@/lib/ledger/store/hand-out";
import { signHead } from "@/lib/ledger/store/sign-checkpoint";
import { previousSigningKey } from "@/lib/ledger/store/signing-key";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";

const payloadOf = z.object({ workspaceId: workspaceId.optional() });
const actor = { kind: "system", job: "sign-checkpoints" } as const;

/** Signs the head of one ledger, or of every ledger that has grown since it was signed last. */
export async function signCheckpoints(payload: unknown): Promise<void> {
  const { workspaceId: one } = payloadOf.parse(payload ?? {});
  const all = previousSigningKey() !== null;
  for (const id of one === undefined ? await listUnsigned({ all }) : [one]) {
    await signOne(id).catch((error: unknown) => {
      // One damaged ledger must not keep the others from being signed.
      log().error({ err: error, workspaceId: id }, "this ledger could not be signed");
    });
  }
}

async function signOne(id: WorkspaceId): Promise<void> {
  const first = await signHead(id);
  const isRotated = first.kind === "refused" && first.needs === "rotation" && (await handOver(id));
  const outcome = isRotated ? await signHead(id) : first;
  if (outcome.kind === "refused") {
    log().error({ workspaceId: id, why: outcome.why }, "the head of this ledger was not signed");
  }
  if (outcome.kind === "signed" && outcome.isNew) {
    await handOut({ workspaceId: id, size: outcome.size, note: outcome.note }, dayOf(now()));
  }
}

async function handOver(id: WorkspaceId): Promise<boolean> {
  const result = await runCommand(handOverKey, actor, { workspaceId: id });
  if (!result.ok) {
    log().error({ workspaceId: id, why: result.error.message }, "the key could not be handed over");
  }
  return result.ok;
}
