import "server-only";
import { dateOf } from "@/lib/kernel/calendar";
import type { Tx } from "@/lib/platform/db";
import type { SigningRound } from "@/lib/signing/rules/signing-state";
import type { Assurance } from "@/prisma/generated/enums";

/** The round of a version that is submitted now; from here on it is only declined or replaced in. */
export async function openRound(
  tx: Tx,
  facts: { projectId: string; caseId: string; openedAt: Date; round: SigningRound },
): Promise<void> {
  const { projectId, caseId, openedAt, round } = facts;
  const { number, inOrder, quorum, dueOn, openedById } = round;
  await tx.signingRound.create({
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
        create: round.slots.map(({ position, role, person, isRequired, hasVeto }) => ({
          position,
          role,
          personId: person?.id ?? null,
          isRequired,
          hasVeto,
        })),
      },
    },
  });
}
