import "server-only";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";

export async function insertReset(
  tx: Tx,
  facts: { userId: string; tokenHash: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.passwordReset.create({ data: facts });
}

/** Uses up a reset link, and with it every other one of the person. Null when it is not usable. */
export async function consumeReset(
  tx: Tx,
  facts: { tokenHash: string; now: Date },
): Promise<UserId | null> {
  const { tokenHash, now } = facts;
  const [used] = await tx.passwordReset.updateManyAndReturn({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
    select: { userId: true },
  });
  if (used === undefined) {
    return null;
  }
  await tx.passwordReset.updateMany({
    where: { userId: used.userId, usedAt: null },
    data: { usedAt: now },
  });
  return used.userId as UserId;
}
