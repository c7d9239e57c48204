import { noteCaseEnds } from "@/lib/business-cases/commands/note-case-ends";
import { projectsWithCaseDays } from "@/lib/business-cases/store/case-life";
import { runCommand } from "@/lib/execution/command";
import { dayOf } from "@/lib/kernel/calendar";
import { now } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";

const actor = { kind: "system", job: "note-case-ends" } as const;

/**
 * Lets every signed case take note of the assumptions and readings whose day
 * has passed. Days, not minutes, run out here, so an hourly look is enough.
 */
export async function noteEndsOfCases(): Promise<void> {
  for (const projectId of await projectsWithCaseDays(dayOf(now()))) {
    const result = await runCommand(noteCaseEnds, actor, { projectId }).catch((error: unknown) => ({
      ok: false as const,
      error,
    }));
    if (!result.ok) {
      log().error({ projectId, err: result.error }, "what a case waits for was not put on record");
    }
  }
}
