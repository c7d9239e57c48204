import "server-only";
import * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import { defineCommand } from "@/lib/execution/command";
import { limits } from "@/lib/identity/rules";
import { whyNotFresh } from "@/lib/identity/rules/fresh-sign-on";
import { SSO_ANSWER, type SsoAnswer, ssoAnswer } from "@/lib/identity/schema/sso-answer";
import { giveConfirmation } from "@/lib/identity/store";
import { userOfIdentity } from "@/lib/identity/store/sso-identities";
import { AppError } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { countAttempt, forgetAttempts } from "@/lib/platform/rate-limit";
import { openNote } from "@/lib/platform/sealed-note";

const input = z.strictObject({ answer: z.string().max(4000) });

/**
 * The same single-use proof as a password gives, at the level `sso`, for
 * somebody who has just signed in again at the provider that knows them. Only
 * the sign-in route can seal an answer, after it has checked the provider's.
 */
export const confirmBySso = defineCommand({
  name: "identity.confirm-sso",
  permission: "self",
  input,
  operation: {
    method: "POST",
    path: "/me/confirmations/sso",
    summary: "Confirm who you are with a sealed single sign-on answer (the sign-in route only)",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, actor, input, now }) {
    const { userId } = access;
    await countAttempt(limits.confirmation, userId);
    const answer = openNote(SSO_ANSWER, { text: input.answer, shape: ssoAnswer });
    if (answer === null || !isOf(answer, { userId, actor })) {
      throw refused("This sign-on was not begun here by you. Nothing was signed. Confirm again.");
    }
    await demandLinked(tx, answer, userId);
    const { subjectSha256, issuer, subject, authTime, secret } = answer;
    const why = whyNotFresh({ authTime, begunAt: new Date(answer.begunAt), now });
    if (why !== null) {
      throw refused(why);
    }
    await forgetAttempts(limits.confirmation, userId);
    const given = { userId, subjectSha256, assurance: "sso", now, token: secret } as const;
    const { token, expiresAt } = await giveConfirmation(tx, given);
    const authenticatedAt = new Date(Number(authTime) * 1000).toISOString();
    const provider = { issuer, subject, authenticatedAt };
    return {
      value: { token, subjectSha256, expiresAt: expiresAt.toISOString() },
      audit: [{ type: "identity.confirmed", subjectSha256, assurance: "sso", ...provider }],
    };
  },
});

/** The browser that left for the provider is the one that came back, signed in as before. */
function isOf(answer: SsoAnswer, now: { userId: UserId; actor: Actor }): boolean {
  const { userId, actor } = now;
  return actor.kind === "user" && answer.userId === userId && answer.sessionId === actor.sessionId;
}

/** The address plays no part: the provider has to know the signed-in person under this very subject. */
async function demandLinked(tx: Tx, answer: SsoAnswer, userId: UserId): Promise<void> {
  const known = await userOfIdentity(tx, answer);
  if (known?.id !== userId) {
    throw refused(
      "You signed in there with another account than the one you use for Waymark. Nothing was signed. Confirm again with your own.",
    );
  }
}

/** `forbidden` and not `invalid_input`, so that the security log remembers the attempt. */
function refused(message: string): AppError {
  return new AppError("forbidden", message, { reason: "wrong-sso" });
}
