import "server-only";
import { CONFIRMATION_MINUTES } from "@/lib/identity/rules";
import { AppError } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import type { Assurance } from "@/prisma/generated/enums";

/** The proof a person signs with next: single use, five minutes, for one subject. */
export async function giveConfirmation(
  tx: Tx,
  facts: { userId: UserId; subjectSha256: string; assurance: Assurance; now: Date },
): Promise<{ reauthenticationId: string; token: string; expiresAt: Date }> {
  const { now: createdAt, ...confirmed } = facts;
  const token = newSecret();
  const expiresAt = new Date(createdAt.getTime() + CONFIRMATION_MINUTES * 60_000);
  const { id } = await tx.reauthentication.create({
    data: { ...confirmed, tokenHash: hashOfSecret(token), createdAt, expiresAt },
    select: { id: true },
  });
  return { reauthenticationId: id, token, expiresAt };
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
      "Confirm who you are once more: the confirmation is used, too old or for another text.",
      { reason: "reauthentication" },
    );
  }
  return used;
}
