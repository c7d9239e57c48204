import "server-only";
import type { Tx } from "@/lib/platform/db";
import type { Feedback, ProjectRole } from "@/prisma/generated/enums";

type Said = { roundId: string; givenById: string; level: Feedback; text: string };

/** The second click of a double click. */
export async function findFeedback(tx: Tx, said: Said): Promise<{ id: string } | null> {
  return tx.gateFeedback.findFirst({ where: said, select: { id: true } });
}

export async function insertFeedback(
  tx: Tx,
  facts: Said & { role: ProjectRole; givenAt: Date },
): Promise<void> {
  await tx.gateFeedback.create({ data: facts, select: { id: true } });
}
