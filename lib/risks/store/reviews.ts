import "server-only";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { ReviewView } from "@/lib/risks/schema/review-view";
import type { Prisma } from "@/prisma/generated/client";

const SHOWN = 50;

export async function insertReview(
  tx: Tx,
  review: Prisma.RiskReviewUncheckedCreateInput,
): Promise<void> {
  await tx.riskReview.create({ data: review });
}

type Row = Omit<ReviewView, "at" | "evidence"> & {
  at: Date;
  evidenceId: string | null;
  evidenceTitle: string | null;
};

/** The latest looks at a risk, newest first. */
export async function listReviews(db: ReadDb, riskId: string): Promise<ReviewView[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT v.id, v."isStillTrue", v.likelihood, v.impact, v.note, u.name AS "byName",
      v."reviewedAt" AS at, e.id AS "evidenceId", e.title AS "evidenceTitle"
    FROM risk_reviews v JOIN users u ON u.id = v."reviewedById"
    LEFT JOIN evidence e ON e.id = v."evidenceId"
    WHERE v."riskId" = ${riskId}::uuid
    ORDER BY v."reviewedAt" DESC, v.id DESC LIMIT ${SHOWN}`;
  return rows.map(({ at, evidenceId, evidenceTitle, ...review }) => ({
    ...review,
    at: at.toISOString(),
    evidence: evidenceId === null ? null : { id: evidenceId, title: evidenceTitle ?? "" },
  }));
}

export async function isEvidenceOf(
  db: ReadDb,
  at: { evidenceId: string; projectId: string },
): Promise<boolean> {
  const { evidenceId: id, projectId } = at;
  return (await db.evidence.count({ where: { id, projectId, withdrawnAt: null } })) > 0;
}
