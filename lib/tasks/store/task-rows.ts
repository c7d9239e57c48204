import "server-only";
import type { ProjectRole } from "@/lib/authz/permissions";
import type { CaseContent } from "@/lib/business-cases/schema";
import { isLiving } from "@/lib/evidence/store";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Strictness } from "@/lib/playbooks/schema";
import { filledCaseFields } from "@/lib/tasks/rules/filled-case-fields";
import { taskKey } from "@/lib/tasks/rules/task-key";
import type { TaskStatus } from "@/lib/tasks/schema";
import type { Prisma } from "@/prisma/generated/client";

export type TaskRecord = {
  id: string;
  projectId: ProjectId;
  projectKey: string;
  projectStatus: string;
  strictness: Strictness;
  stageId: string;
  stageName: string;
  stageIsOff: boolean;
  /** As in CEW-12. */
  key: string;
  name: string;
  role: ProjectRole;
  status: TaskStatus;
  startedAt: Date | null;
  assigneeId: string | null;
  assigneeName: string | null;
  dueOn: string | null;
  low: number;
  likely: number;
  high: number;
  loggedDays: number;
  toRecheck: boolean;
  version: number;
  missingOutputs: string[];
  caseDraft: CaseContent | null;
};

type MandatoryOutput = { name: string; kind: string; field: string | null; proofs: number };
type Row = Omit<TaskRecord, "key" | "missingOutputs" | "caseDraft"> & {
  number: number;
  mandatory: MandatoryOutput[];
  draft: CaseContent | null;
};

export async function projectIdOfTask(db: ReadDb, taskId: string): Promise<ProjectId | null> {
  const task = await db.task.findUnique({ where: { id: taskId }, select: { projectId: true } });
  return task === null ? null : (task.projectId as ProjectId);
}

export async function projectIdOfChecklistEntry(
  db: ReadDb,
  entryId: string,
): Promise<ProjectId | null> {
  const entry = await db.checklistEntry.findUnique({
    where: { id: entryId },
    select: { task: { select: { projectId: true } } },
  });
  return entry === null ? null : (entry.task.projectId as ProjectId);
}

/** A task with all that its rules and policy ask about, in one statement. */
export async function loadTask(
  db: ReadDb,
  at: { taskId: string; projectId: ProjectId },
): Promise<TaskRecord> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.id, t."projectId", p.key AS "projectKey", p.status::text AS "projectStatus",
           p.strictness::text AS strictness, t."stageId", s.name AS "stageName",
           s."tailoredOutAt" IS NOT NULL AS "stageIsOff", t.number, t.name, t.role::text AS role,
           t.status::text AS status, t."startedAt", t."assigneeId", u.name AS "assigneeName",
           t."dueOn"::text AS "dueOn", t."estimateLowDays" AS low, t."estimateLikelyDays" AS likely,
           t."estimateHighDays" AS high, t."loggedDays", t."toRecheck", t.version, bc.draft,
           COALESCE(o.mandatory, '[]'::json) AS mandatory
    FROM tasks t
    JOIN projects p ON p.id = t."projectId"
    JOIN stages s ON s.id = t."stageId"
    LEFT JOIN users u ON u.id = t."assigneeId"
    LEFT JOIN business_cases bc ON bc."projectId" = t."projectId"
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object(
        'name', o.name, 'kind', o.kind, 'field', o.field,
        'proofs', (SELECT count(*) FROM evidence e WHERE e."outputId" = o.id AND ${isLiving})
      ) ORDER BY o.name) AS mandatory
      FROM task_outputs link JOIN outputs o ON o.id = link."outputId" AND o.mandatory
      WHERE link."taskId" = t.id
    ) o ON true
    WHERE t.id = ${at.taskId}::uuid AND t."projectId" = ${at.projectId}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This task does not exist any more.");
  }
  const { number, mandatory, draft, ...facts } = row;
  const filled = filledCaseFields(draft);
  return {
    ...facts,
    key: taskKey(row.projectKey, number),
    caseDraft: draft,
    missingOutputs: mandatory
      .filter((output) => !isOutputMet(output, filled))
      .map((output) => output.name),
  };
}

export function isOutputMet(
  output: { kind: string; field: string | null; proofs: number },
  filled: ReadonlySet<string>,
): boolean {
  const isWritten = output.kind === "case_field" && filled.has(output.field ?? "");
  return isWritten || output.proofs > 0;
}

/** Saves when the row still is what the person looked at. Returns the new version. */
export async function saveTask(
  tx: Tx,
  at: { id: string; version: number },
  data: Prisma.TaskUncheckedUpdateManyInput,
): Promise<number> {
  const { count } = await tx.task.updateMany({
    where: { id: at.id, version: at.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "Somebody changed this task while you had it open. Reload it and make your change again.",
    );
  }
  return at.version + 1;
}

export async function insertTask(
  tx: Tx,
  facts: Omit<Prisma.TaskUncheckedCreateInput, "position"> & { checklist: readonly string[] },
): Promise<string> {
  const { checklist, ...task } = facts;
  const last = await tx.task.aggregate({
    where: { stageId: task.stageId },
    _max: { position: true },
  });
  const { id } = await tx.task.create({
    data: {
      ...(task as Prisma.TaskUncheckedCreateInput),
      position: (last._max.position ?? -1) + 1,
    },
    select: { id: true },
  });
  await tx.checklistEntry.createMany({
    data: checklist.map((text, position) => ({ taskId: id, position, text })),
  });
  return id;
}

/** The stage a task is added to, as the project has it. */
export async function loadStageForTask(db: ReadDb, at: { stageId: string; projectId: ProjectId }) {
  return db.stage.findFirst({
    where: { id: at.stageId, projectId: at.projectId },
    select: {
      id: true,
      name: true,
      tailoredOutAt: true,
      project: { select: { key: true, status: true, strictness: true } },
    },
  });
}

/** The first task that starts dates the stage. */
export async function startStage(tx: Tx, facts: { stageId: string; on: Date }): Promise<void> {
  await tx.stage.updateMany({
    where: { id: facts.stageId, actualStartOn: null },
    data: { actualStartOn: facts.on },
  });
}

export async function insertEffort(
  tx: Tx,
  facts: { taskId: string; personId: string; days: number; workedOn: Date; note: string; at: Date },
): Promise<{ effortId: string; loggedDays: number }> {
  const { at, ...effort } = facts;
  const { id } = await tx.effortEntry.create({
    data: { ...effort, loggedAt: at },
    select: { id: true },
  });
  const { loggedDays } = await tx.task.update({
    where: { id: facts.taskId },
    data: { loggedDays: { increment: facts.days } },
    select: { loggedDays: true },
  });
  return { effortId: id, loggedDays };
}

export async function findChecklistEntry(db: ReadDb, entryId: string) {
  const entry = await db.checklistEntry.findUnique({ where: { id: entryId } });
  if (entry === null) {
    throw new AppError("not_found", "This checklist entry does not exist any more.");
  }
  return entry;
}

/** False when somebody else was faster. */
export async function setTick(
  tx: Tx,
  facts: { entryId: string; tick: { at: Date; by: string } | null },
): Promise<boolean> {
  const { entryId, tick } = facts;
  const { count } = await tx.checklistEntry.updateMany({
    where: { id: entryId, tickedAt: tick === null ? { not: null } : null },
    data: { tickedAt: tick?.at ?? null, tickedById: tick?.by ?? null },
  });
  return count > 0;
}

export async function insertChecklistEntry(
  tx: Tx,
  facts: { taskId: string; text: string },
): Promise<{ entryId: string; total: number }> {
  const total = await tx.checklistEntry.count({ where: { taskId: facts.taskId } });
  const { id } = await tx.checklistEntry.create({
    data: { ...facts, position: total },
    select: { id: true },
  });
  return { entryId: id, total: total + 1 };
}
