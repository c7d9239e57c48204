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
