import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { passkeyName } from "@/lib/identity/schema/passkeys";
import { passkeyOf, renamePasskey as saveName } from "@/lib/identity/store/passkeys";
import { AppError } from "@/lib/kernel/app-error";

const input = z.strictObject({ passkeyId: z.uuid(), name: passkeyName });

export const renamePasskey = defineCommand({
  name: "passkey.rename",
  permission: "self",
  input,
  operation: {
    method: "PATCH",
    path: "/me/passkeys/{passkeyId}",
    summary: "Rename one of your passkeys",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input }) {
    const { passkeyId, name } = input;
    const passkey = await passkeyOf(tx, { passkeyId, userId: access.userId });
    if (passkey === null) {
      throw new AppError("not_found", "This passkey is not found.");
    }
    const value = { passkeyId, name };
    if (passkey.name === name) {
      return { value, unchanged: true };
    }
    await saveName(tx, { passkeyId, name });
    return {
      value,
      audit: [{ type: "passkey.renamed", passkeyId, from: passkey.name, to: name }],
    };
  },
});
