import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { passkeyChangesSha256 } from "@/lib/identity/policy/passkey-changes";
import { confirmationToken } from "@/lib/identity/schema/passkeys";
import { consumeReauthentication } from "@/lib/identity/store";
import { passkeyOf, removePasskey as saveRemoval } from "@/lib/identity/store/passkeys";
import { tellOfPasskey } from "@/lib/identity/store/tell-of-passkey";
import { accountOf } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";

const input = z.strictObject({ passkeyId: z.uuid(), token: confirmationToken });

/** What was signed with it stays valid: the proofs carry the key they rest on. */
export const removePasskey = defineCommand({
  name: "passkey.remove",
  permission: "self",
  input,
  operation: {
    method: "DELETE",
    path: "/me/passkeys/{passkeyId}",
    summary: "Remove one of your passkeys",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { userId } = access;
    const { passkeyId, token } = input;
    const passkey = await passkeyOf(tx, { passkeyId, userId });
    if (passkey === null) {
      throw new AppError("not_found", "This passkey is not found.");
    }
    const subjectSha256 = passkeyChangesSha256(userId);
    await consumeReauthentication(tx, { userId, token, subjectSha256, now });
    await saveRemoval(tx, { passkeyId, at: now });
    const { email, name: person } = await accountOf(tx, userId);
    const { name } = passkey;
    return {
      value: { passkeyId },
      audit: [{ type: "passkey.removed", passkeyId, name }],
      jobs: [tellOfPasskey({ to: email, person, passkey: name, what: "removed from" })],
    };
  },
});
