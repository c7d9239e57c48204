import "server-only";
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { limits, RESET_MINUTES } from "@/lib/identity/rules";
import { emailAddress } from "@/lib/identity/schema";
import { insertReset } from "@/lib/identity/store/password-resets";
import { accountOfEmail, workspaceIdsOf } from "@/lib/identity/store/users";
import { env } from "@/lib/platform/env";
import { countAttempt } from "@/lib/platform/rate-limit";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";

const input = z.strictObject({ email: emailAddress });

/**
 * Answers the same for every address and does the same work: for an address
 * nobody has, the row belongs to no one and the job sends nothing.
 */
export const requestPasswordReset = defineCommand({
  name: "password.request-reset",
  permission: "public",
  input,
  operation: {
    method: "POST",
    path: "/password-resets",
    summary: "Ask for a mail with a link to choose a new password",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, actor, input, now }) {
    const { email } = input;
    if (actor.kind === "anonymous" && actor.address !== "") {
      await countAttempt(limits.resetAtAddress, actor.address);
    }
    await countAttempt(limits.resetOfAccount, email);
    const account = await accountOfEmail(tx, email);
    const userId = account?.id ?? randomUUID();
    const token = newSecret();
    const expiresAt = new Date(now.getTime() + RESET_MINUTES * 60_000);
    await insertReset(tx, { userId, tokenHash: hashOfSecret(token), createdAt: now, expiresAt });
    const link = new URL(`/reset-password/${token}`, env().WAYMARK_URL).href;
    const template = account === null ? "nothing" : "password-reset";
    // The mail goes to the address on record, never to the one that was typed.
    const payload = {
      to: account?.email ?? "",
      template,
      data: { name: account?.name ?? "", link },
    };
    return {
      value: { isReceived: true },
      audit: [{ type: "password.reset-requested", userId }],
      jobs: [{ name: "send-mail", payload }],
      trailIn: account === null ? [] : await workspaceIdsOf(tx, account.id),
    };
  },
});
