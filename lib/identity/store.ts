import "server-only";
import { CONFIRMATION_MINUTES } from "@/lib/identity/rules";
import { AppError } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import type { Assurance } from "@/prisma/generated/enums";

type Confirmed = {
  userId: UserId;
  subjectSha256: string;
  assurance: Assurance;
  now: Date;
  /** A secret made before; a second proof with the same one is refused. */
  token?: string;
};

/** The proof a person signs with next: single use, five minutes, for one subject. */
export async function giveConfirmation(
  tx: Tx,
  facts: Confirmed,
): Promise<{ reauthenticationId: string; token: string; expiresAt: Date }> {
  const { now: createdAt, token = newSecret(), ...confirmed } = facts;
  const expiresAt = new Date(createdAt.getTime() + CONFIRMATION_MINUTES * 60_000);
  const [made] = await tx.reauthentication.createManyAndReturn({
    data: { ...confirmed, tokenHash: hashOfSecret(token), createdAt, expiresAt },
    skipDuplicates: true,
    select: { id: true },
  });
  if (made === undefined) {
    throw new AppError("forbidden", "This answer was used before. Confirm again.", {
      reason: "used-answer",
    });
  }
  return { reauthenticationId: made.id, token, expiresAt };
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
