import { addDays } from "@/lib/kernel/calendar";
import { prismaClient } from "@/lib/platform/db";
import type { EffectiveStage } from "@/lib/playbooks/rules/effective-gate";
import type { PlaybookTask } from "@/lib/playbooks/schema";
import { weekdayFrom } from "@/lib/projects/rules/default-plan";
import { logEffort } from "@/lib/tasks/commands/log-effort";
import { moveTask } from "@/lib/tasks/commands/move-task";
import { recheckTask } from "@/lib/tasks/commands/recheck-task";
import { tailorOutTask } from "@/lib/tasks/commands/tailor-out-task";
import { tickEntry } from "@/lib/tasks/commands/tick-entry";
import { updateTask } from "@/lib/tasks/commands/update-task";
import type { Act } from "./act-list";
import { act } from "./demo";
import { attachOutputs } from "./evidence-acts";
import type { Person } from "./people";
import { holdersOf, leadOf, taskIdOf, today } from "./project-run";
import type { ProjectRun, WorkStep } from "./story";
import { shareOf } from "./working-time";

type At = { stage: number; task: PlaybookTask };

/** The acts of one task as far as the step takes it. */
export function actsOfTask(at: At, step: WorkStep): Act[] {
  const { task } = at;
  const reason = step.tailor?.[task.id];
  if (reason !== undefined) {
    return [{ weight: 0.2, run: (run) => tailorOut(run, at, reason) }];
  }
  const left = step.leave?.[task.id];
  const days = task.estimate.likely;
  switch (left) {
    case "todo":
      return [];
    case "doing":
      return [
        { weight: 0.2, run: (run) => begin(run, at) },
        { weight: days * 0.5, run: (run) => advance(run, at) },
      ];
    case "blocked":
      return [
        { weight: 0.2, run: (run) => begin(run, at) },
        { weight: days * 0.3, run: (run) => block(run, at, step.blocked ?? "") },
      ];
    default:
      return [
        { weight: 0.2, run: (run) => begin(run, at) },
        { weight: days, run: (run) => finish(run, at) },
      ];
  }
}

/** Tasks that wait still have a name and a day beside them. */
export function assignWaiting(stage: EffectiveStage, number: number, step: WorkStep): Act[] {
  const waiting = stage.tasks.filter((task) => step.leave?.[task.id] === "todo");
  return waiting.map((task, index) => ({
    weight: 0.02,
    run: async (run) => {
      await assign(run, { stage: number, task }, 4 + index * 3);
    },
  }));
}

function workerOf(run: ProjectRun, { stage, task }: At): Person {
  const role = task.role === "sponsor" ? "lead" : task.role;
  if (role === "lead") {
    return leadOf(run);
  }
  const holders = holdersOf(run, role);
  const pick = Math.floor(shareOf(`${run.story.key}${stage}${task.id}`) * holders.length);
  return holders[pick] ?? leadOf(run);
}

async function stateOf(run: ProjectRun, { stage, task }: At) {
  const id = taskIdOf(run, stage, task.id);
  return prismaClient().task.findUniqueOrThrow({
    where: { id },
    select: { id: true, version: true, status: true, toRecheck: true },
  });
}

async function assign(run: ProjectRun, at: At, inDays: number): Promise<number> {
  const { id: taskId, version } = await stateOf(run, at);
  const dueOn = weekdayFrom(addDays(today(), inDays));
  const assigneeId = workerOf(run, at).userId;
  const saved = await act(updateTask, leadOf(run), { taskId, version, assigneeId, dueOn });
  return saved.version;
}

/** Assigns the task and starts it; work that was only marked to be looked at again is confirmed. */
async function begin(run: ProjectRun, at: At): Promise<void> {
  const { id: taskId, status, toRecheck, version: before } = await stateOf(run, at);
  const worker = workerOf(run, at);
  if (status === "done") {
    if (toRecheck) {
      await act(recheckTask, worker, { taskId, version: before });
    }
    return;
  }
  if (status === "doing") {
    return;
  }
  const spare = shareOf(`${run.story.key}${at.task.id}due`) * 3;
  const version = await assign(run, at, Math.ceil(at.task.estimate.likely * 1.4 + spare));
  await act(moveTask, worker, { taskId, version, to: "doing" });
}

async function block(run: ProjectRun, at: At, reason: string): Promise<void> {
  const { id: taskId, version } = await stateOf(run, at);
  await act(moveTask, workerOf(run, at), { taskId, version, to: "blocked", reason });
}

async function tailorOut(run: ProjectRun, at: At, reason: string): Promise<void> {
  const { id: taskId, version, status } = await stateOf(run, at);
  if (status === "tailored_out") {
    return;
  }
  const role = run.story.strictness === "lite" ? "lead" : "risk_reviewer";
  const by = holdersOf(run, role).at(-1) ?? leadOf(run);
  await act(tailorOutTask, by, { taskId, version, reason });
}

async function logDays(run: ProjectRun, at: At, share: number): Promise<void> {
  const luck = 0.7 + shareOf(`${run.story.key}${at.task.id}${share}`) * 0.7;
  const days = Math.max(0.25, Math.round(at.task.estimate.likely * share * luck * 4) / 4);
  const taskId = taskIdOf(run, at.stage, at.task.id);
  await act(logEffort, workerOf(run, at), { taskId, days });
}

/** Half of the work, with the first line of the checklist ticked. */
async function advance(run: ProjectRun, at: At): Promise<void> {
  await logDays(run, at, 0.5);
  const entry = await prismaClient().checklistEntry.findFirst({
    where: { taskId: taskIdOf(run, at.stage, at.task.id), tickedAt: null },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  if (entry !== null) {
    await act(tickEntry, workerOf(run, at), { entryId: entry.id });
  }
}

async function finish(run: ProjectRun, at: At): Promise<void> {
  const { id: taskId, version, status } = await stateOf(run, at);
  if (status === "done") {
    return;
  }
  const pass = run.passes.get(at.stage) ?? 1;
  await logDays(run, at, pass > 1 ? 0.4 : 1);
  const worker = workerOf(run, at);
  await attachOutputs(run, { stage: at.stage, task: at.task, by: worker, pass });
  await act(moveTask, worker, { taskId, version, to: "done" });
}
