import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { DEMO_PASSWORD, isAtHome, limits } from "@/lib/identity/rules";
import { emailAddress, knownPassword } from "@/lib/identity/schema";
import { startSession } from "@/lib/identity/store/start-session";
import { accountOfEmail, savePassword, workspaceIdsOf } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";
import { optionalText } from "@/lib/kernel/fields";
import { env } from "@/lib/platform/env";
import { hashPassword, verifyPassword } from "@/lib/platform/passwords";
import { countAttempt, forgetAttempts, returnAttempt } from "@/lib/platform/rate-limit";

const input = z.strictObject({
  email: emailAddress,
  password: knownPassword,
  userAgent: optionalText("The user agent", { max: 400 }),
});

/** The same words and the same work for an unknown address and for a wrong password. */
export const openSession = defineCommand({
  name: "session.open",
  permission: "public",
  input,
  operation: {
    method: "POST",
    path: "/sessions",
    summary: "Sign in with e-mail address and password",
  },
  scope: () => Promise.resolve({ kind: "public" }),

  async execute({ tx, actor, input, now }) {
    const { email, password, userAgent } = input;
    const address = actor.kind === "anonymous" ? actor.address : "";
    await countSignIn(email, address);
    const account = await accountOfEmail(tx, email);
    const { isRight, isOutdated } = await verifyPassword(password, account?.passwordHash ?? null);
    if (account === null || !isRight || isKnownElsewhere(password, address)) {
      throw new AppError("unauthenticated", "The e-mail address or the password is not right.", {
        reason: "wrong-credentials",
      });
    }
    await forgiveSignIn(email, address);
    if (isOutdated) {
      const passwordHash = await hashPassword(password);
      await savePassword(tx, { userId: account.id, passwordHash });
    }
    const { id: userId, name } = account;
    const value = await startSession(tx, { userId, method: "password", userAgent, address, now });
    return {
      value,
      audit: [{ type: "session.opened", sessionId: value.sessionId, method: "password" }],
      trailIn: await workspaceIdsOf(tx, userId),
      by: { userId, name },
    };
  },
});

/** An address nobody told us is not counted, or one stranger could lock out everybody. */
async function countSignIn(email: string, address: string): Promise<void> {
  if (address !== "") {
    await countAttempt(limits.signInAtAddress, address);
  }
  await countAttempt(limits.signInOfAccountAtAddress, `${email} ${address}`);
}

async function forgiveSignIn(email: string, address: string): Promise<void> {
  if (address !== "") {
    await returnAttempt(limits.signInAtAddress, address);
  }
  await forgetAttempts(limits.signInOfAccountAtAddress, `${email} ${address}`);
}

function isKnownElsewhere(password: string, address: string): boolean {
  return password === DEMO_PASSWORD && !isAtHome({ url: env().WAYMARK_URL, address });
}
