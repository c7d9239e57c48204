import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { hashOfSecret } from "@/lib/platform/secrets";
import type { Assurance } from "@/prisma/generated/enums";

export async function insertReauthentication(
  tx: Tx,
  facts: {
    userId: UserId;
    tokenHash: string;
    subjectSha256: string;
    assurance: Assurance;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await tx.reauthentication.create({ data: facts });
}

/**
 * Uses up the proof that this person confirmed who they are for exactly this
 * subject. One conditional update decides, so that of two calls one wins.
 */
export async function consumeReauthentication(
  tx: Tx,
  proof: { userId: UserId; token: string; subjectSha256: string; now: Date },
): Promise<{ assurance: Assurance }> {
  const { userId, token, subjectSha256, now } = proof;
  const [used] = await tx.reauthentication.updateManyAndReturn({
    where: {
      tokenHash: hashOfSecret(token),
      userId,
      subjectSha256,
      usedAt: null,
      expiresAt: { gt: now },
    },
    data: { usedAt: now },
    select: { assurance: true },
  });
  if (used === undefined) {
    throw new AppError(
      "rule_refused",
      "Confirm with your password once more: the confirmation is used, too old or for another text.",
      { reason: "reauthentication" },
    );
  }
  return used;
}
