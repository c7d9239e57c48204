import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { limits, whyPasswordIsWeak } from "@/lib/identity/rules";
import { knownPassword, newPassword } from "@/lib/identity/schema";
import { endSessions } from "@/lib/identity/store/sessions";
import { accountOf, savePassword } from "@/lib/identity/store/users";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { hashPassword, verifyPassword } from "@/lib/platform/passwords";
import { countAttempt, forgetAttempts } from "@/lib/platform/rate-limit";

const input = z.strictObject({ currentPassword: knownPassword, newPassword });

export const changePassword = defineCommand({
  name: "password.change",
  permission: "self",
  input,
  operation: {
    method: "PUT",
    path: "/me/password",
    summary: "Change your password and sign out everywhere else",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, actor, input, now }) {
    const { userId } = access;
    await countAttempt(limits.confirmation, userId);
    const account = await accountOf(tx, userId);
    const { isRight } = await verifyPassword(input.currentPassword, account.passwordHash);
    if (!isRight) {
      const message = "This is not your password.";
      const issues = [{ path: "currentPassword", message }];
      throw new AppError("forbidden", message, { reason: "wrong-password", issues });
    }
    const weakness = whyPasswordIsWeak(input.newPassword, account);
    if (weakness !== null) {
      throw fieldError("newPassword", weakness);
    }
    await forgetAttempts(limits.confirmation, userId);
    const passwordHash = await hashPassword(input.newPassword);
    await savePassword(tx, { userId, passwordHash });
    const ended = await endSessions(tx, {
      userId,
      at: now,
      ...(actor.kind === "user" ? { except: actor.sessionId } : {}),
    });
    return {
      value: { userId, endedSessions: ended.length },
      audit: [{ type: "password.changed", userId, how: "change" }],
    };
  },
});
