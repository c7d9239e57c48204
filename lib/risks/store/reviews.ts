import "server-only";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client";

export async function insertReview(
  tx: Tx,
  review: Prisma.RiskReviewUncheckedCreateInput,
): Promise<void> {
  await tx.riskReview.create({ data: review });
}

export async function isEvidenceOf(
  db: ReadDb,
  at: { evidenceId: string; projectId: string },
): Promise<boolean> {
  const { evidenceId: id, projectId } = at;
  return (await db.evidence.count({ where: { id, projectId, withdrawnAt: null } })) > 0;
}
