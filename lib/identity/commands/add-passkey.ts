import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { attestation, passkeyName } from "@/lib/identity/schema/passkeys";
import { consumeChallenge, insertPasskey } from "@/lib/identity/store/passkeys";
import { tellOfPasskey } from "@/lib/identity/store/tell-of-passkey";
import { accountOf } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";
import { challengeIn, verifiedRegistration } from "@/lib/platform/webauthn";

const input = z.strictObject({ name: passkeyName, answer: attestation });

export const addPasskey = defineCommand({
  name: "passkey.add",
  permission: "self",
  input,
  operation: {
    method: "POST",
    path: "/me/passkeys",
    summary: "Register the passkey a device has made",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { userId } = access;
    const { name, answer } = input;
    const challenge = challengeIn(answer.response.clientDataJSON);
    const asked = await consumeChallenge(tx, { userId, purpose: "register", challenge, now });
    const made = asked === null ? null : await verifiedRegistration(answer, challenge);
    if (made === null) {
      throw new AppError(
        "forbidden",
        "The passkey was not registered: the answer is too old, was used already or does not fit. Start again.",
        { reason: "wrong-passkey" },
      );
    }
    const { transports } = answer.response;
    const key = { ...made, userId, transports, name, createdAt: now };
    const passkeyId = await insertPasskey(tx, key);
    const { email, name: person } = await accountOf(tx, userId);
    return {
      value: { passkeyId },
      audit: [{ type: "passkey.added", passkeyId, name }],
      jobs: [tellOfPasskey({ to: email, person, passkey: name, what: "added to" })],
    };
  },
});
