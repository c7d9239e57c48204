import "server-only";
import * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import { defineCommand } from "@/lib/execution/command";
import {
  MAX_PASSKEYS,
  passkeyChangesSha256,
  whyNoPasskeys,
} from "@/lib/identity/policy/passkey-changes";
import { CONFIRMATION_MINUTES } from "@/lib/identity/rules";
import { confirmationToken } from "@/lib/identity/schema/passkeys";
import { consumeReauthentication } from "@/lib/identity/store";
import { insertChallenge, listPasskeys } from "@/lib/identity/store/passkeys";
import { isFreshSsoSession } from "@/lib/identity/store/sessions";
import { accountOf } from "@/lib/identity/store/users";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { base64urlOf, newNonce, registrationOptions } from "@/lib/platform/webauthn";

const WINDOW_MS = CONFIRMATION_MINUTES * 60_000;

const input = z.strictObject({
  /** Proof by password or by a passkey there is; a sign-on of this minute needs none. */
  token: confirmationToken.optional(),
});

/** A question for the person's device. Nothing of the account changes until it is answered. */
export const beginPasskey = defineCommand({
  name: "passkey.begin",
  permission: "self",
  input,
  operation: {
    method: "POST",
    path: "/me/passkeys/challenges",
    summary: "Ask for what a device needs to make a passkey",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, actor, input, now }) {
    const { userId } = access;
    refuseIf(whyNoPasskeys(env().WAYMARK_URL));
    await demandConfirmed(tx, { userId, actor, token: input.token, now });
    const person = await accountOf(tx, userId);
    const known = await listPasskeys(tx, userId);
    refuseIf(
      known.length < MAX_PASSKEYS
        ? null
        : `You have ${MAX_PASSKEYS} passkeys, which is the most. Remove one first.`,
    );
    const nonce = newNonce();
    await insertChallenge(tx, {
      userId,
      purpose: "register",
      challenge: base64urlOf(nonce),
      nonce,
      subjectSha256: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + WINDOW_MS),
    });
    const options = await registrationOptions({ person, known, challenge: nonce });
    return { value: { options }, unchanged: true };
  },
});

type Claim = { userId: UserId; actor: Actor; token: string | undefined; now: Date };

/** Whoever finds an open browser must not be able to add a key of their own. */
async function demandConfirmed(tx: Tx, { userId, actor, token, now }: Claim): Promise<void> {
  if (token !== undefined) {
    const subjectSha256 = passkeyChangesSha256(userId);
    await consumeReauthentication(tx, { userId, token, subjectSha256, now });
    return;
  }
  const since = new Date(now.getTime() - WINDOW_MS);
  const isFresh =
    actor.kind === "user" &&
    (await isFreshSsoSession(tx, { sessionId: actor.sessionId, userId, since }));
  if (!isFresh) {
    throw new AppError(
      "forbidden",
      `Confirm who you are first: with your password, with a passkey you have, or by signing in with single sign-on again and coming back within ${CONFIRMATION_MINUTES} minutes.`,
      { reason: "unconfirmed" },
    );
  }
}
