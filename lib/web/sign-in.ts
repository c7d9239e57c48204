import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { runCommand } from "@/lib/execution/command";
import { acceptInvitationBySso } from "@/lib/identity/commands/accept-invitation-by-sso";
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

type Claim = {
  issuer: string;
  subject: string;
  email: string;
  isEmailVerified: boolean;
  name: string;
};

/**
 * For claims the provider's answer was checked to carry, and for nothing else.
 * Somebody unknown may be invited: then their account is made on the way.
 */
export async function signInWithSso(claim: Claim, caller: Caller) {
  const { name, ...identity } = claim;
  const { email, isEmailVerified } = identity;
  const actor = { kind: "system", job: SSO_JOB } as const;
  const { address, userAgent } = caller;
  const input = { ...identity, address, userAgent: userAgent.slice(0, 400) };
  const opened = await runCommand(openSsoSession, actor, input);
  if (opened.ok || opened.error.reason !== "unknown-identity") {
    return opened;
  }
  const invited = { email, isEmailVerified, name: name.slice(0, 100) };
  const joined = await runCommand(acceptInvitationBySso, actor, invited);
  return joined.ok ? runCommand(openSsoSession, actor, input) : opened;
}
