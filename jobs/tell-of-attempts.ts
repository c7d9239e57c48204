import { runCommand } from "@/lib/execution/command";
import {
  ALARM_JOB,
  tellOfAttempts as command,
} from "@/lib/notifications/commands/tell-of-attempts";

/** Brings an alarm of the security log to the people in charge. */
export async function tellOfAttempts(payload: unknown): Promise<void> {
  const result = await runCommand(command, { kind: "system", job: ALARM_JOB }, payload);
  if (!result.ok) {
    throw result.error;
  }
}
