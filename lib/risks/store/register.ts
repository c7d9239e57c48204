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
  overdue: boolean;
  today: string;
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

export type RegisterCell = {
  likelihood: number;
  impact: number;
  inherentLikelihood: number;
  inherentImpact: number;
  status: RiskStatus;
  count: number;
  overdue: number;
  numbers: number[];
};

const NUMBERS_PER_CELL = 6;

/** Counts per cell, level when raised, and status, whatever view of the register is asked for. */
export async function countCells(db: ReadDb, filter: RegisterFilter): Promise<RegisterCell[]> {
  const conditions = conditionsOfPeopleAndPlaces(filter);
  return db.$queryRaw<RegisterCell[]>`
    SELECT r.likelihood, r.impact, r."inherentLikelihood", r."inherentImpact", r.status::text,
           count(*)::int AS count, (count(*) FILTER (WHERE ${isOverdue(filter.today)}))::int AS overdue,
           (array_agg(r.number ORDER BY r.number))[1:${NUMBERS_PER_CELL}::int] AS numbers
    FROM risks r
    WHERE ${Prisma.join(conditions, " AND ")}
    GROUP BY r.likelihood, r.impact, r."inherentLikelihood", r."inherentImpact", r.status`;
}

function isOverdue(today: string): Prisma.Sql {
  return Prisma.sql`r.status = 'open' AND r."dueOn" < ${today}::date`;
}

type PeopleAndPlaces = Pick<
  RegisterFilter,
  "workspaceId" | "projectId" | "readerId" | "category" | "ownerId" | "stageId"
>;

function conditionsOfPeopleAndPlaces(filter: PeopleAndPlaces): Prisma.Sql[] {
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
  add(filter.category, (category) => Prisma.sql`r.category::text = ${category}`);
  add(filter.ownerId, (id) => Prisma.sql`r."ownerId" = ${id}::uuid`);
  add(filter.stageId, (id) => Prisma.sql`r."stageId" = ${id}::uuid`);
  return conditions;
}

function conditionsOf(filter: RegisterFilter): Prisma.Sql[] {
  const { status, likelihood, impact, aboveAppetite, overdue, today } = filter;
  return [
    ...conditionsOfPeopleAndPlaces(filter),
    ...(status === undefined ? [] : [Prisma.sql`r.status::text = ${status}`]),
    ...(likelihood === undefined ? [] : [Prisma.sql`r.likelihood = ${likelihood}`]),
    ...(impact === undefined ? [] : [Prisma.sql`r.impact = ${impact}`]),
    ...(aboveAppetite ? [Prisma.sql`r.status = 'open' AND r.score > w."riskAppetite"`] : []),
    ...(overdue ? [isOverdue(today)] : []),
  ];
}
