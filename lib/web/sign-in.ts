import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { runCommand } from "@/lib/execution/command";
import { openSession } from "@/lib/identity/commands/open-session";
import { openSsoSession } from "@/lib/identity/commands/open-sso-session";
import { SSO_JOB } from "@/lib/identity/rules";
import type { Caller } from "@/lib/web/client-address";

const TRIES_WHILE_BUSY = 12;
const WAIT_MS = 400;

/**
 * Waits outside of any transaction while others are being checked: many people
 * sign in at nine o'clock, and none of them should hold a database connection.
 */
export async function signInWithPassword(
  credentials: { email: unknown; password: unknown },
  caller: Caller,
) {
  const { address, userAgent } = caller;
  const actor = { kind: "anonymous", address } as const;
  const input = { ...credentials, userAgent: userAgent.slice(0, 400) };
  for (let attempt = 1; ; attempt += 1) {
    const result = await runCommand(openSession, actor, input);
    if (result.ok || result.error.reason !== "busy" || attempt >= TRIES_WHILE_BUSY) {
      return result;
    }
    await sleep(WAIT_MS * (0.5 + Math.random()));
  }
}

/** For claims the provider's answer was checked to carry, and for nothing else. */
export async function signInWithSso(
  claim: { issuer: string; subject: string; email: string; isEmailVerified: boolean },
  caller: Caller,
) {
  const { address, userAgent } = caller;
  const input = { ...claim, address, userAgent: userAgent.slice(0, 400) };
  return runCommand(openSsoSession, { kind: "system", job: SSO_JOB }, input);
}
