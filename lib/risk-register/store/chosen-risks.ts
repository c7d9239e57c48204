import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import { dateOf } from "@/lib/kernel/calendar";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Wanted } from "@/lib/risk-register/rules/plan-edit";
import type { RiskCategory, RiskStatus, RiskTreatment } from "@/lib/risks/schema";
import { saveRisk } from "@/lib/risks/store/risk-rows";
import { Prisma } from "@/prisma/generated/client";

export type ChosenRisk = {
  id: RiskId;
  projectId: ProjectId;
  projectName: string;
  number: number;
  title: string;
  version: number;
  status: RiskStatus;
  category: RiskCategory;
  treatment: RiskTreatment;
  ownerId: string | null;
  ownerName: string | null;
  likelihood: number;
  impact: number;
  reviewDueOn: string | null;
  /** What the reader is in the project. */
  roles: ProjectRole[];
  people: string[];
};

type Reader = { workspaceId: string; userId: string; seesAll: boolean };

/** The chosen risks of the projects the reader may see, and what they are in each; one statement. */
export function listChosenRisks(
  db: ReadDb,
  { riskIds, reader }: { riskIds: readonly string[]; reader: Reader },
): Promise<ChosenRisk[]> {
  const { workspaceId, userId, seesAll } = reader;
  const seen = seesAll ? Prisma.sql`true` : Prisma.sql`pm."userId" IS NOT NULL`;
  return db.$queryRaw<ChosenRisk[]>`
    SELECT r.id, r."projectId", p.name AS "projectName", r.number, r.title, r.version,
      r.status::text, r.category::text, r.treatment::text, r."ownerId", u.name AS "ownerName",
      r.likelihood, r.impact, r."reviewDueOn"::text, COALESCE(pm.roles::text[], '{}') AS roles,
      ARRAY(SELECT x."userId"::text FROM project_members x
        WHERE x."projectId" = r."projectId" AND x."removedAt" IS NULL) AS people
    FROM risks r
    JOIN projects p ON p.id = r."projectId"
    LEFT JOIN users u ON u.id = r."ownerId"
    LEFT JOIN project_members pm ON pm."projectId" = r."projectId"
      AND pm."userId" = ${userId}::uuid AND pm."removedAt" IS NULL
    WHERE r."workspaceId" = ${workspaceId}::uuid AND r.id = ANY (${riskIds}::uuid[]) AND ${seen}
    ORDER BY p.name, r."projectId", r.number`;
}

export async function peopleNamed(
  db: ReadDb,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return db.user.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}

export async function changeRisk(
  tx: Tx,
  at: { id: RiskId; version: number },
  { ownerId, category, treatment, reviewDueOn }: Wanted,
): Promise<void> {
  await saveRisk(tx, at, {
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(category === undefined ? {} : { category }),
    ...(treatment === undefined ? {} : { treatment }),
    ...(reviewDueOn === undefined ? {} : { reviewDueOn: dateOf(reviewDueOn) }),
  });
}
