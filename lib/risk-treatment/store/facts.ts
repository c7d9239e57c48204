import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import { livingOn } from "@/lib/evidence/store";
import { AppError } from "@/lib/kernel/app-error";
import type { EvidenceId, StageId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";
import type { RiskStatus } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { matrixOf } from "@/lib/risks/store/matrix";
import { Prisma } from "@/prisma/generated/client";

export type TreatmentFacts = {
  id: string;
  version: number;
  ownerId: string | null;
  status: RiskStatus;
  likelihood: number;
  impact: number;
  ratedAt: Date;
  projectKey: string;
  currency: string;
  matrix: Matrix;
  people: { id: string; name: string; roles: ProjectRole[] }[];
  openTasks: { id: string; number: number; name: string }[];
  evidence: { id: EvidenceId; title: string; effectiveOn: string }[];
  usualStageId: StageId | null;
};

const OFFERED = 300;

/**
 * Where a new action of `risks r` goes: the stage of the risk, or the one the work of the project
 * is in where that is behind, for a task added behind a gate that passed makes it lapse. Where that
 * stage is switched off the next one that is on, and at the end of the project the last.
 */
const usualStage = Prisma.sql`(SELECT s.id FROM stages s
  LEFT JOIN project_standings n ON n."projectId" = s."projectId"
  LEFT JOIN stages o ON o.id = r."stageId"
  CROSS JOIN LATERAL (SELECT GREATEST(COALESCE(o.number, 1), COALESCE(n."stageNumber", 99)) AS number)
    place
  WHERE s."projectId" = r."projectId" AND s."tailoredOutAt" IS NULL
  ORDER BY (s.number >= place.number) DESC,
    CASE WHEN s.number >= place.number THEN s.number ELSE -s.number END
  LIMIT 1)`;

export async function findUsualStage(db: ReadDb, riskId: string): Promise<StageId | null> {
  const rows = await db.$queryRaw<{ id: StageId | null }[]>`
    SELECT ${usualStage} AS id FROM risks r WHERE r.id = ${riskId}::uuid`;
  return rows[0]?.id ?? null;
}

/** The risk as its rules ask about it, and what the forms of its treatment offer: one statement. */
export async function loadTreatmentFacts(
  db: ReadDb,
  { riskId, today }: { riskId: string; today: string },
): Promise<TreatmentFacts> {
  const rows = await db.$queryRaw<TreatmentFacts[]>`
    SELECT r.id, r.version, r."ownerId", r.status::text AS status, r.likelihood, r.impact,
      r."ratedAt", p.key AS "projectKey", ${matrixOf(Prisma.sql`r."workspaceId"`)} AS matrix,
      COALESCE((SELECT c.draft->'economics'->>'unit' FROM business_cases c
        WHERE c."projectId" = r."projectId"), '') AS currency,
      COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'roles', m.roles)
          ORDER BY u.name, u.id)
        FROM project_members m JOIN users u ON u.id = m."userId" AND u."disabledAt" IS NULL
        WHERE m."projectId" = r."projectId" AND m."removedAt" IS NULL), '[]') AS people,
      COALESCE((SELECT json_agg(x) FROM (SELECT t.id, t.number, t.name
        FROM tasks t JOIN stages s ON s.id = t."stageId" AND s."tailoredOutAt" IS NULL
        WHERE t."projectId" = r."projectId" AND t.status IN ('todo', 'doing', 'blocked')
          AND NOT EXISTS (SELECT 1 FROM risk_actions a
            WHERE a."taskId" = t.id AND a."removedAt" IS NULL)
        ORDER BY s.number, t.position, t.number LIMIT ${OFFERED}) x), '[]') AS "openTasks",
      COALESCE((SELECT json_agg(y) FROM (SELECT e.id, e.title, e."effectiveOn"
        FROM evidence e WHERE e."projectId" = r."projectId" AND ${livingOn(today)}
        ORDER BY e."effectiveOn" DESC, e.id DESC LIMIT ${OFFERED}) y), '[]') AS evidence,
      ${usualStage} AS "usualStageId"
    FROM risks r JOIN projects p ON p.id = r."projectId"
    WHERE r.id = ${riskId}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "There is no such risk.");
  }
  return row;
}
