import { runCommand } from "@/lib/execution/command";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { findProjectsDue } from "@/lib/gates/store/run-outs";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";

const actor = { kind: "system", job: "expire-due" } as const;

/**
 * Looks for what ran out since the last look, also during a standstill, and
 * lets each project it concerns take note, the earliest first. One project
 * that cannot does not keep the others waiting; it is tried at the next look.
 */
export async function expireDue(): Promise<void> {
  for (const projectId of await findProjectsDue(now())) {
    const result = await runCommand(reevaluateGates, actor, { projectId }).catch(
      (error: unknown) => ({ ok: false as const, error }),
    );
    if (!result.ok) {
      log().error({ projectId, err: result.error }, "what ran out could not be put on record");
    }
  }
}
