import "server-only";
import { dateOf } from "@/lib/kernel/calendar";
import type { Tx } from "@/lib/platform/db";
import { isOfGuest } from "@/lib/signing/rules/people-asked";
import type { SigningRound } from "@/lib/signing/rules/signing-state";
import type { Assurance } from "@/prisma/generated/enums";

/** The round of a version that is submitted now, as it is stored; from here on it is only declined or replaced in. */
export async function openRound(
  tx: Tx,
  facts: { projectId: string; caseId: string; openedAt: Date; round: SigningRound },
): Promise<SigningRound> {
  const { projectId, caseId, openedAt, round } = facts;
  const { number, inOrder, quorum, dueOn, openedById } = round;
  const stored = await tx.signingRound.create({
    data: {
      projectId,
      caseId,
      openedAt,
      number,
      inOrder,
      quorum,
      openedById,
      minimumAssurance: round.minimumAssurance as Assurance,
      dueOn: dueOn === null ? null : dateOf(dueOn),
      slots: {
        create: round.slots.map((slot) => ({
          position: slot.position,
          role: slot.role,
          personId: isOfGuest(slot) ? null : (slot.person?.id ?? null),
          guestId: isOfGuest(slot) ? (slot.person?.id ?? null) : null,
          isRequired: slot.isRequired,
          hasVeto: slot.hasVeto,
        })),
      },
    },
    select: { id: true, slots: { select: { id: true, position: true } } },
  });
  const idAt = new Map(stored.slots.map(({ id, position }) => [position, id]));
  const slots = round.slots.map((slot) => ({ ...slot, id: idAt.get(slot.position) ?? slot.id }));
  return { ...round, id: stored.id, slots };
}
