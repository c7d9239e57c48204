import "server-only";
import { createHash } from "node:crypto";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { limits } from "@/lib/identity/rules";
import { type Assertion, assertion } from "@/lib/identity/schema/passkeys";
import { giveConfirmation } from "@/lib/identity/store";
import {
  advanceSignCount,
  consumeChallenge,
  insertPasskeyProof,
  passkeyOfCredential,
} from "@/lib/identity/store/passkeys";
import { AppError } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { countAttempt, forgetAttempts } from "@/lib/platform/rate-limit";
import { bytesOf, challengeIn, verifiedAssertion } from "@/lib/platform/webauthn";

const input = z.strictObject({ answer: assertion });

/**
 * The same single-use proof as a password gives, at the level `passkey`. What
 * the device signed is kept beside it, so that an auditor can check it again.
 */
export const confirmByPasskey = defineCommand({
  name: "identity.confirm-passkey",
  permission: "self",
  input,
  operation: {
    method: "POST",
    path: "/me/confirmations/passkey",
    summary: "Confirm who you are with your passkey before you sign",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { userId } = access;
    await countAttempt(limits.confirmation, userId);
    const proven = await proveAnswer(tx, { userId, answer: input.answer, now });
    await forgetAttempts(limits.confirmation, userId);
    const { subjectSha256, ...proof } = proven;
    const assurance = "passkey" as const;
    const given = await giveConfirmation(tx, { userId, subjectSha256, assurance, now });
    const { reauthenticationId, token, expiresAt } = given;
    await insertPasskeyProof(tx, { ...proof, reauthenticationId, createdAt: now });
    const proofSha256 = proofHash(proof);
    return {
      value: { token, subjectSha256, expiresAt: expiresAt.toISOString() },
      audit: [{ type: "identity.confirmed", subjectSha256, assurance, proofSha256 }],
    };
  },
});

type Answering = { userId: UserId; answer: Assertion; now: Date };

async function proveAnswer(tx: Tx, { userId, answer, now }: Answering) {
  const challenge = challengeIn(answer.response.clientDataJSON);
  const asked = await consumeChallenge(tx, { userId, purpose: "sign", challenge, now });
  const passkey = await passkeyOfCredential(tx, { userId, credentialId: answer.id });
  if (asked === null || asked.subjectSha256 === null || passkey === null) {
    throw refused("The question your passkey answered is used, too old or not yours. Try again.");
  }
  const { id: passkeyId, credentialId, publicKey } = passkey;
  const key = { challenge, credentialId, publicKey };
  const proven = await verifiedAssertion(answer, key);
  if (proven === null) {
    throw refused("Your passkey did not confirm you. Try again.");
  }
  const { signCount } = proven;
  if (!(await advanceSignCount(tx, { passkeyId, signCount, at: now }))) {
    throw new AppError(
      "forbidden",
      "This passkey counts backwards, as a copied one does. Nothing was signed. Remove it and add a new one.",
      { reason: "passkey-counter" },
    );
  }
  return {
    subjectSha256: asked.subjectSha256,
    nonce: asked.nonce,
    passkeyId,
    credentialId,
    publicKey,
    authenticatorData: bytesOf(answer.response.authenticatorData),
    clientDataJson: bytesOf(answer.response.clientDataJSON),
    signature: bytesOf(answer.response.signature),
  };
}

/** `forbidden` and not `invalid_input`, so that the security log remembers the attempt. */
function refused(message: string): AppError {
  return new AppError("forbidden", message, { reason: "wrong-passkey" });
}

type SignedBytes = Record<"authenticatorData" | "clientDataJson" | "signature", Uint8Array>;

/** What the ledger keeps of a proof: SHA-256 of the three parts, one after the other. */
function proofHash({ authenticatorData, clientDataJson, signature }: SignedBytes): string {
  const hash = createHash("sha256");
  return hash.update(authenticatorData).update(clientDataJson).update(signature).digest("hex");
}
