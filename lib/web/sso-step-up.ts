import "server-only";
import { decode, encode } from "next-auth/jwt";
import * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import { runCommand } from "@/lib/execution/command";
import { confirmBySso } from "@/lib/identity/commands/confirm-by-sso";
import { CONFIRMATION_MINUTES, safeReturn } from "@/lib/identity/rules";
import { subjectFingerprint } from "@/lib/identity/schema/passkeys";
import { SSO_ANSWER, type SsoAnswer } from "@/lib/identity/schema/sso-answer";
import { userId } from "@/lib/kernel/ids";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { sealNote } from "@/lib/platform/sealed-note";
import { newSecret } from "@/lib/platform/secrets";
import { cookieName, cookieOptions } from "@/lib/web/session-cookie";

const WAY_SECONDS = 900;
/** A cookie has room for little. */
const LONGEST_RETURN = 1000;
const REFUSAL_SECONDS = 60;
const FAILED =
  "Your sign-on did not come back with an answer, so you are not confirmed and nothing was signed. Try again.";

const ticket = z.object({
  state: z.string().min(8),
  userId,
  sessionId: z.uuid(),
  subjectSha256: subjectFingerprint,
  begunAt: z.iso.datetime(),
  returnTo: z.string(),
});
type Ticket = z.output<typeof ticket>;

const outcome = z.object({
  subjectSha256: subjectFingerprint,
  token: z.string().nullable(),
  until: z.iso.datetime().nullable(),
  message: z.string(),
});
/** How the last visit to the provider ended: with a proof, or with a sentence. */
type StepUpOutcome = z.output<typeof outcome>;

type Claimed = { issuer: string; subject: string; authTime: number | null };

/** What the browser keeps while its person is at the provider; sealed, and bound to this one way there. */
export async function ticketCookie(
  actor: Extract<Actor, { kind: "user" }>,
  facts: { location: string; subjectSha256: string; returnTo: string },
): Promise<string> {
  const { location, subjectSha256 } = facts;
  const returnTo = facts.returnTo.slice(0, LONGEST_RETURN);
  const { userId, sessionId } = actor;
  const state = new URL(location).searchParams.get("state") ?? "";
  const begunAt = now().toISOString();
  const kept: Ticket = { state, userId, sessionId, subjectSha256, begunAt, returnTo };
  return sealedCookie("step-up", { kept, seconds: WAY_SECONDS });
}

/** The ticket of the answer that came back, or null where the answer belongs to a plain sign-in. */
export async function ticketOf(cookie: string | undefined, state: string | null) {
  const kept = await opened("step-up", { cookie, shape: ticket });
  return kept !== null && state !== null && kept.state === state ? kept : null;
}

/** Turns what the provider said into a proof, or into the sentence that says why not. */
export async function settleStepUp(
  kept: Ticket,
  facts: { actor: Actor | null; claimed: Claimed },
): Promise<StepUpOutcome> {
  const { userId, sessionId, subjectSha256, begunAt } = kept;
  if (facts.actor === null) {
    return failedStepUp(kept);
  }
  const secret = newSecret();
  const note: SsoAnswer = { userId, sessionId, subjectSha256, begunAt, secret, ...facts.claimed };
  const answer = sealNote(SSO_ANSWER, note);
  const result = await runCommand(confirmBySso, facts.actor, { answer });
  if (!result.ok) {
    return { subjectSha256, token: null, until: null, message: result.error.message };
  }
  const { token, expiresAt: until } = result.value;
  return { subjectSha256, token, until, message: "" };
}

export function failedStepUp({ subjectSha256 }: Ticket): StepUpOutcome {
  return { subjectSha256, token: null, until: null, message: FAILED };
}

/** The way back: to the page the person left, with the outcome in a cookie no script can read. */
export async function backFrom(kept: Ticket, ended: StepUpOutcome): Promise<Headers> {
  const seconds = ended.token === null ? REFUSAL_SECONDS : CONFIRMATION_MINUTES * 60;
  const headers = new Headers({
    location: `${env().WAYMARK_URL}${safeReturn(kept.returnTo)}`,
    "cache-control": "no-store",
  });
  headers.append("set-cookie", await sealedCookie("proof", { kept: ended, seconds }));
  headers.append("set-cookie", lineOf("step-up", { value: "", seconds: 0 }));
  return headers;
}

/** What people call the provider, where one is set up. */
export function nameOfProvider(): string | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_NAME } = env();
  return OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined ? null : OIDC_NAME;
}

export async function stepUpOutcome(cookie: string | undefined): Promise<StepUpOutcome | null> {
  return opened("proof", { cookie, shape: outcome });
}

async function sealedCookie(
  purpose: string,
  { kept, seconds }: { kept: object; seconds: number },
): Promise<string> {
  const secret = env().AUTH_SECRET;
  const token = { kept };
  const value = await encode({ token, secret, salt: `waymark ${purpose}`, maxAge: seconds });
  return lineOf(purpose, { value, seconds });
}

function lineOf(purpose: string, { value, seconds }: { value: string; seconds: number }): string {
  const secure = cookieOptions().secure ? "; Secure" : "";
  const name = cookieName(purpose);
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}

async function opened<Shape extends z.ZodType>(
  purpose: string,
  { cookie, shape }: { cookie: string | undefined; shape: Shape },
): Promise<z.output<Shape> | null> {
  if (cookie === undefined || cookie === "") {
    return null;
  }
  try {
    const secret = env().AUTH_SECRET;
    const token = await decode({ token: cookie, secret, salt: `waymark ${purpose}` });
    const parsed = shape.safeParse(token?.kept);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
