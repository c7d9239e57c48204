import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { CONFIRMATION_MINUTES } from "@/lib/identity/rules";
import { subjectFingerprint } from "@/lib/identity/schema/passkeys";
import { insertChallenge, listPasskeys } from "@/lib/identity/store/passkeys";
import { refuseIf } from "@/lib/kernel/app-error";
import { assertionOptions, base64urlOf, newNonce, signingChallenge } from "@/lib/platform/webauthn";

const input = z.strictObject({ subjectSha256: subjectFingerprint });

/** The question a device answers before a signature; it carries the hash of what is signed. */
export const beginPasskeyConfirmation = defineCommand({
  name: "identity.begin-passkey",
  permission: "self",
  input,
  operation: {
    method: "POST",
    path: "/me/confirmations/challenges",
    summary: "Ask for the challenge your passkey answers before you sign",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { userId } = access;
    const { subjectSha256 } = input;
    const known = await listPasskeys(tx, userId);
    refuseIf(known.length > 0 ? null : "You have no passkey. Add one in your profile first.");
    const nonce = newNonce();
    const challenge = signingChallenge(subjectSha256, nonce);
    await insertChallenge(tx, {
      userId,
      purpose: "sign",
      challenge: base64urlOf(challenge),
      nonce,
      subjectSha256,
      createdAt: now,
      expiresAt: new Date(now.getTime() + CONFIRMATION_MINUTES * 60_000),
    });
    return { value: { options: await assertionOptions({ known, challenge }) }, unchanged: true };
  },
});
