import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { loadApiToken, revokeApiToken } from "@/lib/identity/store/api-tokens";
import { AppError } from "@/lib/kernel/app-error";

const input = z.strictObject({ tokenId: z.uuid() });

export const revokeToken = defineCommand({
  name: "token.revoke",
  permission: "self",
  input,
  operation: {
    method: "DELETE",
    path: "/me/tokens/{tokenId}",
    summary: "Revoke one of your API tokens",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { tokenId } = input;
    const token = await loadApiToken(tx, { tokenId, userId: access.userId });
    if (token === null) {
      throw new AppError("not_found", "This token is not found.");
    }
    const value = { tokenId };
    if (token.revokedAt !== null) {
      return { value, unchanged: true };
    }
    await revokeApiToken(tx, { tokenId, at: now });
    return { value, audit: [{ type: "token.revoked", tokenId, name: token.name }] };
  },
});
