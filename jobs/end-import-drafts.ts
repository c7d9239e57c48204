import { runCommand } from "@/lib/execution/command";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { endDrafts } from "@/lib/risk-imports/commands/end-drafts";
import { workspacesWithEndedDrafts } from "@/lib/risk-imports/store/drafts";

const actor = { kind: "system", job: "end-import-drafts" } as const;

/** Spreadsheets that nobody imported do not lie around: their draft has an end. */
export async function endImportDrafts(): Promise<void> {
  for (const workspaceId of await workspacesWithEndedDrafts(now())) {
    const result = await runCommand(endDrafts, actor, { workspaceId }).catch((error: unknown) => ({
      ok: false as const,
      error,
    }));
    if (!result.ok) {
      log().error({ workspaceId, err: result.error }, "ended imports were not removed");
    }
  }
}
