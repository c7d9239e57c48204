import "server-only";
import type { Tx } from "@/lib/platform/db";
import { effectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import { type PlacedTask, taskColumnsToSet, tasksByKey } from "@/lib/projects/rules/playbook-move";
import {
  absenceReason,
  type KeyedTask,
  listKeyedTasks,
  type PlaybookMove,
} from "@/lib/projects/store/playbook-move";
import { createTasksOfPlaybook, fieldOf, kindOf, refreshStageCounters } from "@/lib/tasks/store";

/**
 * Brings tasks, outputs and checklists to the new version. Nothing that holds
 * work is deleted: a task the new version lacks is switched off and keeps its
 * effort, its evidence and the day it was done.
 */
export async function moveTasks(
  tx: Tx,
  move: PlaybookMove,
  stageIdByKey: ReadonlyMap<string, string>,
): Promise<void> {
  const { projectId, strictness, from, to, at } = move;
  const before = tasksByKey(from.playbook, strictness);
  const after = tasksByKey(to.playbook, strictness);
  for (const task of await listKeyedTasks(tx, projectId)) {
    const wanted = after.get(task.key ?? "");
    if (wanted !== undefined) {
      await updateTask(tx, task, {
        stageId: stageIdByKey.get(wanted.stageKey) ?? task.stageId,
        from: before.get(wanted.id) ?? null,
        to: wanted,
      });
    }
  }
  await switchOffTasks(tx, move, [...after.keys()]);
  await moveOutputs(tx, move, stageIdByKey);
  const { playbook } = to;
  await createTasksOfPlaybook(tx, { projectId, playbook, strictness, stageIdByKey, at });
  await linkOutputs(tx, projectId, after);
  const stages = await tx.stage.findMany({ where: { projectId }, select: { id: true } });
  await refreshStageCounters(
    tx,
    stages.map(({ id }) => id),
  );
}

async function updateTask(
  tx: Tx,
  task: KeyedTask,
  wanted: { stageId: string; from: PlacedTask | null; to: PlacedTask },
): Promise<void> {
  const { stageId, from, to } = wanted;
  const columns = taskColumnsToSet({ from, to }, task);
  const place = { stageId, position: to.position };
  const isMoved = task.stageId !== stageId || task.position !== to.position;
  if (isMoved || Object.keys(columns).length > 0) {
    await tx.task.updateMany({
      where: { id: task.id },
      data: { ...place, ...columns, version: { increment: 1 } },
    });
  }
  await moveChecklist(tx, task.id, { from: from?.checklist ?? [], to: to.checklist ?? [] });
}

/** Entries that fell away go unless somebody ticked them; new ones come behind the rest. */
async function moveChecklist(
  tx: Tx,
  taskId: string,
  texts: { from: readonly string[]; to: readonly string[] },
): Promise<void> {
  const fallen = texts.from.filter((text) => !texts.to.includes(text));
  const added = texts.to.filter((text) => !texts.from.includes(text));
  if (fallen.length > 0) {
    await tx.checklistEntry.deleteMany({
      where: { taskId, text: { in: fallen }, tickedAt: null },
    });
  }
  if (added.length > 0) {
    const last = await tx.checklistEntry.aggregate({
      where: { taskId },
      _max: { position: true },
    });
    const first = (last._max.position ?? -1) + 1;
    await tx.checklistEntry.createMany({
      data: added.map((text, index) => ({ taskId, text, position: first + index })),
    });
  }
}

async function switchOffTasks(
  tx: Tx,
  { projectId, to }: PlaybookMove,
  wanted: readonly string[],
): Promise<void> {
  await tx.task.updateMany({
    where: {
      projectId,
      AND: [{ key: { not: null } }, { key: { notIn: [...wanted] } }],
      status: { not: "tailored_out" },
    },
    data: {
      status: "tailored_out",
      tailoredOutReason: absenceReason(to.number),
      toRecheck: false,
      version: { increment: 1 },
    },
  });
}

/** An output the new version lacks goes, unless evidence was attached to it: then it is no longer asked for. */
async function moveOutputs(
  tx: Tx,
  { projectId, strictness, to }: PlaybookMove,
  stageIdByKey: ReadonlyMap<string, string>,
): Promise<void> {
  const stages = effectivePlaybook(to.playbook, strictness).stages;
  const wanted = new Map(
    stages.flatMap((stage) =>
      stage.outputs.map(
        (output) => [`${stageIdByKey.get(stage.id)} ${output.id}`, output] as const,
      ),
    ),
  );
  const present = await tx.output.findMany({ where: { projectId } });
  const attached = await tx.evidence.findMany({
    where: { projectId, outputId: { not: null } },
    select: { outputId: true },
    distinct: ["outputId"],
  });
  const used = new Set(attached.map(({ outputId }) => outputId));
  const fallen = present.filter((row) => !wanted.has(`${row.stageId} ${row.key}`));
  await tx.output.updateMany({
    where: { id: { in: fallen.filter(({ id }) => used.has(id)).map(({ id }) => id) } },
    data: { mandatory: false },
  });
  await tx.output.deleteMany({
    where: { id: { in: fallen.filter(({ id }) => !used.has(id)).map(({ id }) => id) } },
  });
  for (const row of present) {
    const output = wanted.get(`${row.stageId} ${row.key}`);
    if (output !== undefined) {
      const { name, mandatory } = output;
      const columns = { name, mandatory, kind: kindOf[output.kind], field: fieldOf(output) };
      await tx.output.updateMany({ where: { id: row.id }, data: columns });
    }
  }
}

/** Which task leaves which output behind, as the new version has it. */
async function linkOutputs(
  tx: Tx,
  projectId: string,
  after: ReadonlyMap<string, PlacedTask>,
): Promise<void> {
  const tasks = await listKeyedTasks(tx, projectId);
  const outputs = await tx.output.findMany({ where: { projectId } });
  const links = tasks.flatMap((task) =>
    (after.get(task.key ?? "")?.outputs ?? []).flatMap((key) => {
      const output = outputs.find((row) => row.stageId === task.stageId && row.key === key);
      return output === undefined ? [] : [{ taskId: task.id, outputId: output.id }];
    }),
  );
  const kept = tasks.filter(({ key }) => after.has(key ?? "")).map(({ id }) => id);
  await tx.taskOutput.deleteMany({ where: { taskId: { in: kept } } });
  await tx.taskOutput.createMany({ data: links, skipDuplicates: true });
}
