import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { limits } from "@/lib/identity/rules";
import { knownPassword } from "@/lib/identity/schema";
import { subjectFingerprint } from "@/lib/identity/schema/passkeys";
import { giveConfirmation } from "@/lib/identity/store";
import { accountOf } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";
import { verifyPassword } from "@/lib/platform/passwords";
import { countAttempt, forgetAttempts } from "@/lib/platform/rate-limit";

const input = z.strictObject({
  password: knownPassword,
  subjectSha256: subjectFingerprint,
});

/** Proof for one signature: single use, five minutes, bound to the hash of what is signed. */
export const confirmIdentity = defineCommand({
  name: "identity.confirm",
  permission: "self",
  input,
  operation: {
    method: "POST",
    path: "/me/confirmations",
    summary: "Confirm who you are with your password before you sign",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { userId } = access;
    const { password, subjectSha256 } = input;
    await countAttempt(limits.confirmation, userId);
    const account = await accountOf(tx, userId);
    const { isRight } = await verifyPassword(password, account.passwordHash);
    if (!isRight) {
      throw wrongPassword(account.passwordHash === null);
    }
    await forgetAttempts(limits.confirmation, userId);
    const given = { userId, subjectSha256, assurance: "password", now } as const;
    const { token, expiresAt } = await giveConfirmation(tx, given);
    return {
      value: { token, expiresAt: expiresAt.toISOString() },
      audit: [{ type: "identity.confirmed", subjectSha256, assurance: "password" }],
    };
  },
});

/** `forbidden` and not `invalid_input`, so that the security log remembers the attempt. */
function wrongPassword(hasNone: boolean): AppError {
  const message = hasNone
    ? "Your account has no password. Confirm with a passkey, or ask for a password with “Forgot password” on the sign-in page."
    : "This is not your password.";
  const issues = [{ path: "password", message }];
  return new AppError("forbidden", message, { reason: "wrong-password", issues });
}
