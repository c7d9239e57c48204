import * as z from "zod";
import { runCommand } from "@/lib/execution/command";
import { workspaceId } from "@/lib/kernel/ids";
import { log } from "@/lib/platform/log";
import { importShipped } from "@/lib/playbooks/commands/import-shipped";

const payloadOf = z.object({ workspaceId });

/** A broken file is named in the log and on the playbooks page; the others are imported. */
export async function importShippedPlaybooks(payload: unknown): Promise<void> {
  const actor = { kind: "system", job: "import-shipped-playbooks" } as const;
  const result = await runCommand(importShipped, actor, payloadOf.parse(payload));
  if (!result.ok) {
    throw result.error;
  }
  for (const { file, problems } of result.value.broken) {
    log().warn({ file, problems }, "this playbook could not be read");
  }
}
