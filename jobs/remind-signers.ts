import { runCommand } from "@/lib/execution/command";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { noteDueSigning } from "@/lib/signing/commands/note-due-signing";
import { findSigningsDue } from "@/lib/signing/store/due-rounds";

const actor = { kind: "system", job: "remind-signers" } as const;

/**
 * Reminds signers of the day a version is to be signed by, and tells whoever
 * is in charge once it has passed, also after a standstill. One project that
 * cannot does not keep the others waiting.
 */
export async function remindSigners(): Promise<void> {
  for (const projectId of await findSigningsDue(now())) {
    const result = await runCommand(noteDueSigning, actor, { projectId }).catch(
      (error: unknown) => ({ ok: false as const, error }),
    );
    if (!result.ok) {
      log().error({ projectId, err: result.error }, "signers could not be reminded");
    }
  }
}
