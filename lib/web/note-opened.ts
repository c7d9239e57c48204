import "server-only";
import { after } from "next/server";
import { recordView } from "@/lib/documents/commands/record-view";
import type { DocumentSubject } from "@/lib/documents/schema";
import { runCommand } from "@/lib/execution/command";
import { log } from "@/lib/platform/log";
import { currentActor } from "@/lib/web/session";

type Opened = { projectId: string; subject: DocumentSubject; subjectId: string; number: number };

/**
 * Keeps the time at which a signer had the text before them. It happens once
 * the page is on its way: reading never waits for it, and never fails by it.
 */
export async function noteOpened(opened: Opened): Promise<void> {
  const actor = await currentActor();
  if (actor === null) {
    return;
  }
  after(async () => {
    try {
      await runCommand(recordView, actor, opened);
    } catch (error) {
      log().error({ err: error }, "the first look of a signer could not be recorded");
    }
  });
}
