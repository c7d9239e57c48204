import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { Tx } from "@/lib/platform/db";
import type { SigningSlot } from "@/lib/signing/rules/signing-state";

export async function declineSlot(
  tx: Tx,
  facts: { slotId: string; by: string; insteadOf: string | null; at: Date; reason: string },
): Promise<void> {
  const { count } = await tx.signingSlot.updateMany({
    where: { id: facts.slotId, declinedAt: null, replacedAt: null },
    data: {
      declinedAt: facts.at,
      declinedById: facts.by,
      declinedForId: facts.insteadOf,
      declinedReason: facts.reason,
    },
  });
  demandOne(count);
}

/** The old place stays on record; the new one stands where it stood. */
export async function replaceSlot(
  tx: Tx,
  facts: {
    roundId: string;
    slot: SigningSlot;
    personId: string | null;
    guestId: string | null;
    by: string;
    at: Date;
    reason: string;
  },
): Promise<{ slotId: string }> {
  const { roundId, slot, personId, guestId, by, at, reason } = facts;
  const { count } = await tx.signingSlot.updateMany({
    where: { id: slot.id, replacedAt: null },
    data: { replacedAt: at, replacedById: by, replacedReason: reason },
  });
  demandOne(count);
  const { position, role, isRequired, hasVeto } = slot;
  const row = await tx.signingSlot.create({
    data: { roundId, position, role, personId, guestId, isRequired, hasVeto },
    select: { id: true },
  });
  return { slotId: row.id };
}

function demandOne(count: number): void {
  if (count !== 1) {
    throw new AppError("conflict", "The signers changed a moment ago. Reload and try again.");
  }
}
