import "server-only";
import { insertSession } from "@/lib/identity/store/sessions";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import type { SignInMethod } from "@/prisma/generated/enums";

/** A fresh random id per sign-in: whatever cookie was there before is worth nothing after. */
export async function startSession(
  tx: Tx,
  facts: {
    userId: UserId;
    method: SignInMethod;
    userAgent: string;
    address: string;
    now: Date;
  },
) {
  const { now, ...who } = facts;
  const sessionToken = newSecret();
  const expiresAt = new Date(now.getTime() + env().SESSION_MAX_DAYS * 86_400_000);
  const sessionId = await insertSession(tx, {
    ...who,
    tokenHash: hashOfSecret(sessionToken),
    createdAt: now,
    expiresAt,
  });
  return { userId: who.userId, sessionId, sessionToken, expiresAt: expiresAt.toISOString() };
}
