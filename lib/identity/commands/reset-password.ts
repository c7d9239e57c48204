import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { whyPasswordIsWeak } from "@/lib/identity/rules";
import { newPassword, secretText } from "@/lib/identity/schema";
import { consumeReset } from "@/lib/identity/store/password-resets";
import { endSessions } from "@/lib/identity/store/sessions";
import { accountOf, savePassword, workspaceIdsOf } from "@/lib/identity/store/users";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { hashPassword } from "@/lib/platform/passwords";
import { hashOfSecret } from "@/lib/platform/secrets";

const input = z.strictObject({ token: secretText, password: newPassword });

/** Ends every session: whoever asked for a reset may have lost the old password to somebody. */
export const resetPassword = defineCommand({
  name: "password.reset",
  permission: "public",
  input,
  operation: {
    method: "POST",
    path: "/password-resets/use",
    summary: "Choose a new password with the token of the mail",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, input, now }) {
    const { token, password } = input;
    const userId = await consumeReset(tx, { tokenHash: hashOfSecret(token), now });
    if (userId === null) {
      throw new AppError(
        "not_found",
        "This link is used or older than an hour. Ask for a new one.",
      );
    }
    const account = await accountOf(tx, userId);
    const weakness = whyPasswordIsWeak(password, account);
    if (weakness !== null) {
      throw fieldError("password", weakness);
    }
    const passwordHash = await hashPassword(password);
    await savePassword(tx, { userId, passwordHash, emailVerifiedAt: now });
    await endSessions(tx, { userId, at: now });
    return {
      value: { userId },
      audit: [{ type: "password.changed", userId, how: "reset" }],
      trailIn: await workspaceIdsOf(tx, userId),
      by: { userId, name: account.name },
    };
  },
});
