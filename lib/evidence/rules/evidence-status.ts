import type { EvidenceStatus } from "@/lib/evidence/schema";

type Standing = {
  supersededAt: Date | null;
  withdrawnAt: Date | null;
  /** Its last day, YYYY-MM-DD. */
  validUntil: string | null;
};

/** Only living evidence counts anywhere; the rest stays to be read. */
export function evidenceStatus(evidence: Standing, today: string): EvidenceStatus {
  if (evidence.withdrawnAt !== null) {
    return "withdrawn";
  }
  if (evidence.supersededAt !== null) {
    return "superseded";
  }
  const isOver = evidence.validUntil !== null && evidence.validUntil < today;
  return isOver ? "expired" : "living";
}
