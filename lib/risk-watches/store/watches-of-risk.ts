import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb } from "@/lib/platform/db";
import type { RiskWatchesView } from "@/lib/risk-watches/schema/watches";
import type { RiskStatus } from "@/lib/risks/schema";
import type { RiskWatch } from "@/prisma/generated/client";

/** Instants as the JSON of the database writes them. */
export type WatchedRow = Omit<
  RiskWatch,
  "riskId" | "projectId" | "stateSince" | "addedAt" | "addedById" | "endedAt"
> & { stateSince: string; addedAt: string; addedByName: string };

type Found = {
  risk: { version: number; status: RiskStatus; ownerId: string | null };
  watches: WatchedRow[];
  findings: RiskWatchesView["findings"];
  metrics: RiskWatchesView["metrics"];
};

const CLOSED_SHOWN = 10;
const METRICS_OFFERED = 200;

/** Watches, findings and what there is to watch, in one statement. */
export async function loadWatches(
  db: ReadDb,
  at: { riskId: string; projectId: string },
): Promise<Found> {
  const [found] = await db.$queryRaw<Found[]>`
    SELECT json_build_object('version', r.version, 'status', r.status, 'ownerId', r."ownerId") AS risk,
      COALESCE((SELECT json_agg(w ORDER BY w."addedAt", w.id) FROM (
        SELECT w.id, w.kind, w."metricName", w.slice, w.operator, w.threshold, w."evidenceKind",
          w."maxAgeDays", w."likelihoodEffect", w."impactEffect", w.state, w."stateSince", w.seen,
          w."addedAt", u.name AS "addedByName"
        FROM risk_watches w JOIN users u ON u.id = w."addedById"
        WHERE w."riskId" = r.id AND w."endedAt" IS NULL) w), '[]') AS watches,
      COALESCE((SELECT json_agg(f ORDER BY f."closedAt" DESC NULLS FIRST, f."openedAt", f.id) FROM (
        SELECT f.id, f.text, f."openedAt", f."closedAt", f."closedReason", u.name AS "closedByName"
        FROM risk_findings f LEFT JOIN users u ON u.id = f."closedById"
        WHERE f."riskId" = r.id
        ORDER BY f."closedAt" DESC NULLS FIRST
        LIMIT (SELECT count(*) + ${CLOSED_SHOWN} FROM risk_findings o
          WHERE o."riskId" = r.id AND o."closedAt" IS NULL)) f), '[]') AS findings,
      COALESCE((SELECT json_agg(m ORDER BY m.name, m.slice) FROM (
        SELECT DISTINCT m.name, m.slice FROM metrics m WHERE m."projectId" = r."projectId"
        ORDER BY m.name, m.slice LIMIT ${METRICS_OFFERED}) m), '[]') AS metrics
    FROM risks r WHERE r.id = ${at.riskId}::uuid AND r."projectId" = ${at.projectId}::uuid`;
  if (found === undefined) {
    throw new AppError("not_found", "There is no such risk.");
  }
  return found;
}
