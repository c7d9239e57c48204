import "server-only";
import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/platform/db";
import { type EffectiveStage, effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import type { Playbook, PlaybookOutput, Strictness } from "@/lib/playbooks/schema";
import type { OutputKind } from "@/prisma/generated/enums";

/**
 * Writes the tasks, checklists and outputs that the playbook asks for at this
 * strictness, for the stages named in `stageIdByKey`. What the project already
 * has stays as it is, so that moving to a newer version adds only what is new.
 */
export async function createTasksOfPlaybook(
  tx: Tx,
  facts: {
    projectId: string;
    playbook: Playbook;
    strictness: Strictness;
    stageIdByKey: ReadonlyMap<string, string>;
    at: Date;
  },
): Promise<{ tasks: number; outputs: number }> {
  const { projectId, stageIdByKey, at: createdAt } = facts;
  const stages = effectivePlaybook(facts.playbook, facts.strictness).stages.flatMap((stage) => {
    const stageId = stageIdByKey.get(stage.id);
    return stageId === undefined ? [] : [{ stageId, stage }];
  });
  const known = await knownParts(tx, projectId);
  const outputs = newOutputs(projectId, stages, known.outputIdByPlace);
  const fresh = stages.flatMap(({ stageId, stage }) =>
    stage.tasks
      .map((task, position) => ({ id: randomUUID(), stageId, task, position }))
      .filter(({ task }) => !known.taskKeys.has(placeOf(stageId, task.id))),
  );
  const first = await takeTaskNumbers(tx, { projectId, count: fresh.length });
  await tx.output.createMany({ data: outputs.rows });
  await tx.task.createMany({
    data: fresh.map(({ id, stageId, task, position }, index) => ({
      id,
      projectId,
      stageId,
      key: task.id,
      number: first + index,
      position,
      name: task.name,
      purpose: task.purpose,
      guidance: task.guidance,
      role: task.role,
      estimateLowDays: task.estimate.low,
      estimateLikelyDays: task.estimate.likely,
      estimateHighDays: task.estimate.high,
      needs: task.needs,
      createdAt,
    })),
  });
  await tx.checklistEntry.createMany({
    data: fresh.flatMap(({ id, task }) =>
      (task.checklist ?? []).map((text, position) => ({ taskId: id, position, text })),
    ),
  });
  await tx.taskOutput.createMany({
    data: fresh.flatMap(({ id, stageId, task }) =>
      task.outputs.flatMap((key) => {
        const outputId = outputs.idByPlace.get(placeOf(stageId, key));
        return outputId === undefined ? [] : [{ taskId: id, outputId }];
      }),
    ),
  });
  await refreshStageCounters(
    tx,
    stages.map(({ stageId }) => stageId),
  );
  return { tasks: fresh.length, outputs: outputs.rows.length };
}

type StageAt = { stageId: string; stage: EffectiveStage };

async function knownParts(tx: Tx, projectId: string) {
  const where = { projectId };
  const tasks = await tx.task.findMany({ where, select: { stageId: true, key: true } });
  const outputs = await tx.output.findMany({
    where,
    select: { id: true, stageId: true, key: true },
  });
  return {
    taskKeys: new Set(tasks.map((task) => placeOf(task.stageId, task.key ?? ""))),
    outputIdByPlace: new Map(outputs.map((row) => [placeOf(row.stageId, row.key), row.id])),
  };
}

function newOutputs(
  projectId: string,
  stages: readonly StageAt[],
  known: ReadonlyMap<string, string>,
) {
  const rows = stages.flatMap(({ stageId, stage }) =>
    stage.outputs
      .filter((output) => !known.has(placeOf(stageId, output.id)))
      .map((output) => ({
        id: randomUUID(),
        projectId,
        stageId,
        key: output.id,
        name: output.name,
        kind: kindOf[output.kind],
        field: fieldOf(output),
        mandatory: output.mandatory,
      })),
  );
  const idByPlace = new Map(known);
  for (const row of rows) {
    idByPlace.set(placeOf(row.stageId, row.key), row.id);
  }
  return { rows, idByPlace };
}

export const kindOf = {
  document: "document",
  form: "form",
  evidence: "evidence",
  "case-field": "case_field",
} as const satisfies Record<PlaybookOutput["kind"], OutputKind>;

/** The field of the business case, or the kind of evidence the output asks for. */
export function fieldOf(output: PlaybookOutput): string | null {
  switch (output.kind) {
    case "case-field":
      return output.field;
    case "evidence":
      return output.evidenceKind;
    default:
      return null;
  }
}

function placeOf(stageId: string, key: string): string {
  return `${stageId} ${key}`;
}

/** Reserves `count` human numbers of the project and returns the first of them. */
export async function takeTaskNumbers(
  tx: Tx,
  facts: { projectId: string; count: number },
): Promise<number> {
  const { lastTaskNumber } = await tx.project.update({
    where: { id: facts.projectId },
    data: { lastTaskNumber: { increment: facts.count } },
    select: { lastTaskNumber: true },
  });
  return lastTaskNumber - facts.count + 1;
}

/**
 * Recomputes what a list shows of these stages. Tasks that were tailored out do
 * not count. The rows are locked by a statement of their own: one that waited
 * inside the update would count with the eyes of before the wait.
 */
export async function refreshStageCounters(tx: Tx, stageIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM stages WHERE id = ANY(${[...stageIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    UPDATE stages s
    SET "tasksTotal" = c.total, "tasksStarted" = c.started, "tasksDone" = c.done,
        "tasksBlocked" = c.blocked, "estimateDays" = c.estimate,
        "estimateDoneDays" = c."estimateDone"
    FROM (
      SELECT stage.id,
        count(t.id)::int AS total,
        count(t.id) FILTER (WHERE t.status IN ('doing', 'done')
          OR (t.status = 'blocked' AND t."startedAt" IS NOT NULL))::int AS started,
        count(t.id) FILTER (WHERE t.status = 'done')::int AS done,
        count(t.id) FILTER (WHERE t.status = 'blocked')::int AS blocked,
        COALESCE(sum(t."estimateLikelyDays"), 0) AS estimate,
        COALESCE(sum(t."estimateLikelyDays") FILTER (WHERE t.status = 'done'), 0) AS "estimateDone"
      FROM unnest(${[...stageIds]}::uuid[]) AS stage(id)
      LEFT JOIN tasks t ON t."stageId" = stage.id AND t.status <> 'tailored_out'
      GROUP BY stage.id
    ) c
    WHERE s.id = c.id`;
}

/** Reopens tasks for another iteration: they start again as to do, with what was logged kept. */
export async function reopenTasks(tx: Tx, taskIds: readonly string[]): Promise<number> {
  const { count } = await tx.task.updateMany({
    where: { id: { in: [...taskIds] }, status: { in: ["doing", "done", "blocked"] } },
    data: {
      status: "todo",
      blockedReason: "",
      doneReason: "",
      doneAt: null,
      startedAt: null,
      toRecheck: false,
      version: { increment: 1 },
    },
  });
  return count;
}

/** Marks finished tasks that the team should look at again after going back. */
export async function markToRecheck(tx: Tx, taskIds: readonly string[]): Promise<number> {
  const { count } = await tx.task.updateMany({
    where: { id: { in: [...taskIds] }, status: "done", toRecheck: false },
    data: { toRecheck: true, version: { increment: 1 } },
  });
  return count;
}
