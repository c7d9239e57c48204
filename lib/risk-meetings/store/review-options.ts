import "server-only";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";
import type { ReviewOptionsView } from "@/lib/risk-meetings/schema/meeting";

const EVIDENCE_OFFERED = 100;

/** The last review of a risk, and the evidence a new one may name; one statement. */
export async function loadReviewOptions(
  db: ReadDb,
  { riskId, projectId }: { riskId: RiskId; projectId: ProjectId },
): Promise<ReviewOptionsView> {
  const [row] = await db.$queryRaw<ReviewOptionsView[]>`
    SELECT (SELECT json_build_object('isStillTrue', v."isStillTrue", 'likelihood', v.likelihood,
          'impact', v.impact, 'note', v.note, 'evidenceTitle', e.title, 'byName', u.name,
          'at', to_char(v."reviewedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        FROM risk_reviews v JOIN users u ON u.id = v."reviewedById"
        LEFT JOIN evidence e ON e.id = v."evidenceId"
        WHERE v."riskId" = ${riskId}::uuid ORDER BY v."reviewedAt" DESC LIMIT 1) AS last,
      COALESCE((SELECT json_agg(json_build_object('id', e.id, 'title', e.title,
          'effectiveOn', e."effectiveOn") ORDER BY e."receivedAt" DESC, e.id)
        FROM (SELECT * FROM evidence WHERE "projectId" = ${projectId}::uuid
          AND "withdrawnAt" IS NULL ORDER BY "receivedAt" DESC, id LIMIT ${EVIDENCE_OFFERED}) e),
        '[]') AS evidence`;
  return row ?? { last: null, evidence: [] };
}
