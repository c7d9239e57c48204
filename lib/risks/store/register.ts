import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import type { RiskCategory, RiskStatus, RiskTreatment } from "@/lib/risks/schema";
import { Prisma } from "@/prisma/generated/client";

export type RegisterFilter = {
  workspaceId: string;
  projectId: string | null;
  /** Narrows a register across projects to those this person takes part in; absent reads all. */
  readerId?: string | null;
  status?: RiskStatus | undefined;
  category?: RiskCategory | undefined;
  ownerId?: string | undefined;
  stageId?: string | undefined;
  likelihood?: number | undefined;
  impact?: number | undefined;
  aboveAppetite: boolean;
  after: { score: number; id: string } | null;
  limit: number;
};

export type RegisterRow = {
  id: string;
  number: number;
  title: string;
  category: RiskCategory;
  projectId: string;
  projectKey: string;
  projectName: string;
  stageNumber: number | null;
  stageName: string | null;
  ownerName: string;
  likelihood: number;
  impact: number;
  score: number;
  inherentLikelihood: number;
  inherentImpact: number;
  residualLikelihood: number | null;
  residualImpact: number | null;
  appetite: number;
  treatment: RiskTreatment;
  dueOn: Date | null;
  status: RiskStatus;
};

/** Highest score first, one statement. */
export async function listRegisterRows(db: ReadDb, filter: RegisterFilter): Promise<RegisterRow[]> {
  const { after } = filter;
  const conditions = [...conditionsOf(filter)];
  if (after !== null) {
    conditions.push(
      Prisma.sql`(r.score < ${after.score} OR (r.score = ${after.score} AND r.id > ${after.id}::uuid))`,
    );
  }
  return selectRows(db, { conditions, limit: filter.limit + 1 });
}

export async function findRegisterRow(
  db: ReadDb,
  at: { id: string; projectId: string },
): Promise<RegisterRow | null> {
  const conditions = [
    Prisma.sql`r.id = ${at.id}::uuid`,
    Prisma.sql`r."projectId" = ${at.projectId}::uuid`,
  ];
  const rows = await selectRows(db, { conditions, limit: 1 });
  return rows[0] ?? null;
}

function selectRows(
  db: ReadDb,
  wanted: { conditions: Prisma.Sql[]; limit: number },
): Promise<RegisterRow[]> {
  return db.$queryRaw<RegisterRow[]>`
    SELECT r.id, r.number, r.title, r.category::text, r."projectId", p.key AS "projectKey",
           p.name AS "projectName", s.number AS "stageNumber", s.name AS "stageName",
           u.name AS "ownerName", r.likelihood, r.impact, r.score, r."inherentLikelihood",
           r."inherentImpact", r."residualLikelihood", r."residualImpact",
           w."riskAppetite" AS appetite, r.treatment::text, r."dueOn", r.status::text
    FROM risks r
    JOIN projects p ON p.id = r."projectId"
    JOIN workspaces w ON w.id = r."workspaceId"
    JOIN users u ON u.id = r."ownerId"
    LEFT JOIN stages s ON s.id = r."stageId"
    WHERE ${Prisma.join(wanted.conditions, " AND ")}
    ORDER BY r.score DESC, r.id
    LIMIT ${wanted.limit}`;
}

type Cell = { likelihood: number; impact: number; status: RiskStatus; count: number };

/** Counts per cell and status of everything the filter leaves, closed risks aside. */
export async function countCells(db: ReadDb, filter: RegisterFilter): Promise<Cell[]> {
  const conditions = [...conditionsOf(filter), Prisma.sql`r.status <> 'closed'`];
  return db.$queryRaw<Cell[]>`
    SELECT r.likelihood, r.impact, r.status::text, count(*)::int AS count
    FROM risks r
    JOIN workspaces w ON w.id = r."workspaceId"
    WHERE ${Prisma.join(conditions, " AND ")}
    GROUP BY r.likelihood, r.impact, r.status`;
}

function conditionsOf(filter: RegisterFilter): Prisma.Sql[] {
  const conditions = [Prisma.sql`r."workspaceId" = ${filter.workspaceId}::uuid`];
  const add = (
    value: string | number | null | undefined,
    sql: (given: typeof value) => Prisma.Sql,
  ) => {
    if (value !== undefined && value !== null) {
      conditions.push(sql(value));
    }
  };
  add(filter.projectId, (id) => Prisma.sql`r."projectId" = ${id}::uuid`);
  add(
    filter.readerId,
    (id) => Prisma.sql`EXISTS (SELECT 1 FROM project_members pm WHERE pm."projectId" = r."projectId"
      AND pm."userId" = ${id}::uuid AND pm."removedAt" IS NULL)`,
  );
  add(filter.status, (status) => Prisma.sql`r.status::text = ${status}`);
  add(filter.category, (category) => Prisma.sql`r.category::text = ${category}`);
  add(filter.ownerId, (id) => Prisma.sql`r."ownerId" = ${id}::uuid`);
  add(filter.stageId, (id) => Prisma.sql`r."stageId" = ${id}::uuid`);
  add(filter.likelihood, (step) => Prisma.sql`r.likelihood = ${step}`);
  add(filter.impact, (step) => Prisma.sql`r.impact = ${step}`);
  if (filter.aboveAppetite) {
    conditions.push(Prisma.sql`r.status = 'open' AND r.score > w."riskAppetite"`);
  }
  return conditions;
}
