import "server-only";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Assignment } from "@/lib/risk-parts/rules/parts";
import type { RiskPart } from "@/lib/risk-parts/rules/risk-parts";
import type { PartPerson } from "@/lib/risk-parts/schema";

/** A risk, or a stage with all its risks. */
export type Subject = { riskId: string } | { stageId: string };

type Held = Assignment & { person: PartPerson };

type Row = { riskId: string | null; stageId: string | null; part: RiskPart } & PartPerson;
export type HeldOf = Held & { riskId: string | null; stageId: string | null };

/** What was said in a project, with names; of one risk and its stage where they are named. */
export async function listAssignments(
  db: ReadDb,
  at: { projectId: ProjectId; riskId?: string; stageId?: string | null },
): Promise<HeldOf[]> {
  const { projectId, riskId = null, stageId = null } = at;
  const rows = await db.$queryRaw<Row[]>`
    SELECT a."riskId", a."stageId", a.part::text AS part, u.id, u.name,
      (u."disabledAt" IS NOT NULL OR NOT EXISTS (SELECT 1 FROM project_members m
        WHERE m."projectId" = a."projectId" AND m."userId" = a."userId"
          AND m."removedAt" IS NULL)) AS "isGone"
    FROM risk_assignments a JOIN users u ON u.id = a."userId"
    WHERE a."projectId" = ${projectId}::uuid
      AND CASE WHEN ${riskId}::uuid IS NULL THEN a."stageId" IS NOT NULL
        ELSE a."riskId" = ${riskId}::uuid OR a."stageId" = ${stageId}::uuid END
    ORDER BY a.part, u.name, u.id`;
  return rows.map(({ riskId: risk, stageId: stage, part, ...person }) => ({
    riskId: risk,
    stageId: stage,
    part,
    userId: person.id,
    person,
  }));
}

/** What a risk or a stage says itself, with its row held until the new table is written. */
export async function holdTable(
  tx: Tx,
  { projectId, subject }: { projectId: ProjectId; subject: Subject },
): Promise<Assignment[]> {
  if ("riskId" in subject) {
    await tx.$queryRaw`SELECT id FROM risks WHERE id = ${subject.riskId}::uuid FOR NO KEY UPDATE`;
  } else {
    await tx.$queryRaw`SELECT id FROM stages WHERE id = ${subject.stageId}::uuid FOR NO KEY UPDATE`;
  }
  return tx.riskAssignment.findMany({
    where: { projectId, ...subject },
    select: { userId: true, part: true },
  });
}

export async function replaceTable(
  tx: Tx,
  table: { projectId: ProjectId; subject: Subject; assignments: readonly Assignment[] },
): Promise<void> {
  const { projectId, subject, assignments } = table;
  await tx.riskAssignment.deleteMany({ where: { projectId, ...subject } });
  await tx.riskAssignment.createMany({
    data: assignments.map((assignment) => ({ projectId, ...subject, ...assignment })),
  });
}

/** Names of people a table named before, also of those who left since. */
export async function namesOfPeople(
  db: ReadDb,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: [...userIds] } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

type StageRow = { id: string; number: number; name: string; risks: number; ownWord: number };

/** Stages that are not switched off, with how many living risks they have. */
export function listStagesWithRisks(db: ReadDb, projectId: ProjectId): Promise<StageRow[]> {
  return db.$queryRaw<StageRow[]>`
    SELECT s.id, s.number, s.name, COUNT(r.id)::int AS risks,
      COUNT(r.id) FILTER (WHERE EXISTS (SELECT 1 FROM risk_assignments a
        WHERE a."riskId" = r.id))::int AS "ownWord"
    FROM stages s LEFT JOIN risks r ON r."stageId" = s.id AND r.status <> 'closed'
    WHERE s."projectId" = ${projectId}::uuid AND s."tailoredOutAt" IS NULL
    GROUP BY s.id ORDER BY s.number`;
}

export async function findStage(db: ReadDb, at: { id: string; projectId: ProjectId }) {
  return db.stage.findFirst({ where: at, select: { id: true, number: true, name: true } });
}
