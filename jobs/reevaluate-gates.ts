import * as z from "zod";
import { runCommand } from "@/lib/execution/command";
import { reevaluateGates as reevaluateCommand } from "@/lib/gates/commands/reevaluate-gates";

const payloadOf = z.object({ projectId: z.uuid() });

/** A project that is gone needs no evaluation; anything else that fails is tried again. */
export async function reevaluateGates(payload: unknown): Promise<void> {
  const { projectId } = payloadOf.parse(payload);
  const result = await runCommand(
    reevaluateCommand,
    { kind: "system", job: "reevaluate-gates" },
    { projectId },
  );
  if (!result.ok && result.error.code !== "not_found") {
    throw result.error;
  }
}
