import "server-only";
import type { ReadDb } from "@/lib/platform/db";

/** What this person already said in a round, so that a second click gets the first answer. */
export async function findOwnDecision(
  db: ReadDb,
  at: { gateId: string; round: number; userId: string },
) {
  const row = await db.gateDecision.findFirst({
    where: { approverId: at.userId, round: { gateId: at.gateId, number: at.round } },
    select: {
      id: true,
      role: true,
      verdict: true,
      signatureId: true,
      delegatedFromId: true,
      round: { select: { outcome: true } },
    },
  });
  if (row === null) {
    return null;
  }
  const { round, ...decision } = row;
  return { ...decision, outcome: round.outcome };
}

/**
 * Whether a round ended without this person. Asked before the gates are held: a
 * round never opens again, so whoever comes late need not wait for a turn.
 */
export async function hasEndedWithout(
  db: ReadDb,
  at: { gateId: string; round: number; userId: string },
): Promise<boolean> {
  const { gateId, round: number, userId: approverId } = at;
  const ended = { gateId, number, outcome: { not: null }, decisions: { none: { approverId } } };
  return (await db.gateRound.count({ where: ended })) > 0;
}
