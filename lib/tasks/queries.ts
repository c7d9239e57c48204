import "server-only";
import * as z from "zod";
import type { Member } from "@/lib/authz/actor";
import { whyNotByRole } from "@/lib/authz/refusal";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import type { OutputId, ProjectId, RiskId, StageId, TaskId, UserId } from "@/lib/kernel/ids";
import { cutPage, decodeCursor } from "@/lib/kernel/page-cursor";
import type { Strictness } from "@/lib/playbooks/schema";
import { projectIdOfStage } from "@/lib/projects/store";
import { riskKey } from "@/lib/risks/rules";
import { whyNotInProject, whyNotReassign, whyNotTailor, whyNotWork } from "@/lib/tasks/policy";
import { filledCaseFields } from "@/lib/tasks/rules/filled-case-fields";
import { offeredMoves } from "@/lib/tasks/rules/move-task";
import { stageEntry } from "@/lib/tasks/rules/stage-entry";
import { taskKey } from "@/lib/tasks/rules/task-key";
import {
  type MyTaskView,
  myTasksPage,
  type OutputView,
  outputList,
  outputListInput,
  stageGetInput,
  stageView,
  type TaskRowView,
  taskGetInput,
  taskMineInput,
  taskView,
} from "@/lib/tasks/schema";
import {
  listProjectOutputs,
  loadStagePage,
  type OutputRow,
  type StageTaskRow,
} from "@/lib/tasks/store/stage-page";
import { listMyTasks, loadTaskPage, type MyTaskRow } from "@/lib/tasks/store/task-page";
import { isOutputMet, loadTask, projectIdOfTask } from "@/lib/tasks/store/task-rows";
import type { TreatedRisk } from "@/lib/tasks/store/treated-risk";

export const getStage = defineQuery({
  name: "stage.get",
  permission: "task:read",
  input: stageGetInput,
  output: stageView,
  operation: {
    method: "GET",
    path: "/stages/{stageId}",
    summary: "A stage with its tasks, outputs and gates",
  },
  async scope({ db, input }) {
    const projectId = await projectIdOfStage(db, input.stageId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async fetch({ db, access, input }) {
    const { member } = access;
    const head = await loadStagePage(db, input.stageId);
    const { taskRows, outputRows, draft, isOff, entryRule, openGate, tailoredOutReason, ...stage } =
      head;
    const filled = filledCaseFields(draft);
    const outputs = outputRows.map((row) => outputOf(row, filled));
    const entry = stageEntry({ entryRule, openGate });
    const stopped =
      whyNotInProject(stage.project) ?? (isOff ? "This stage is switched off." : null);
    const place = { member, stopped, entryStop: entry.whyNot, outputs, project: stage.project };
    return {
      ...stage,
      tailoredOutReason: isOff ? (tailoredOutReason ?? "") : null,
      tasks: taskRows.map((row) => taskRowOf(row, place)),
      outputs,
      entryWarning: entry.warning,
      whyNotEnter: entry.whyNot,
      whyNotAddTask: stopped ?? whyNotByRole(member, "task:write"),
      whyNotAttach: stopped ?? whyNotByRole(member, "evidence:write"),
      whyNotPlan: stopped ?? whyNotByRole(member, "stage:plan"),
      whyNotLog: whyNotByRole(member, "journal:write"),
    };
  },
});

export const listOutputs = defineQuery({
  name: "output.list",
  permission: "task:read",
  input: outputListInput,
  output: outputList,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/outputs",
    summary: "Outputs of a project that evidence can be attached to",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async fetch({ db, input }) {
    return { rows: await listProjectOutputs(db, input.projectId) };
  },
});

export const getTask = defineQuery({
  name: "task.get",
  permission: "task:read",
  input: taskGetInput,
  output: taskView,
  operation: {
    method: "GET",
    path: "/tasks/{taskId}",
    summary: "A task with guidance, checklist, outputs, effort and comments",
  },
  async scope({ db, input }) {
    const projectId = await projectIdOfTask(db, input.taskId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async fetch({ db, access, input }) {
    const { member, projectId } = access;
    const task = await loadTask(db, { taskId: input.taskId, projectId });
    const page = await loadTaskPage(db, input.taskId);
    if (page === null) {
      throw new AppError("not_found", "This task does not exist any more.");
    }
    const stopped =
      whyNotInProject({ status: task.projectStatus }) ??
      (task.stageIsOff ? "This stage is switched off." : null);
    const { stageNumber, startedAt, doneAt, treats, ...shown } = page;
    const stop = stopped ?? whyNotWork(member, task);
    return {
      ...shown,
      id: task.id as TaskId,
      key: task.key,
      name: task.name,
      role: task.role,
      status: task.status,
      assignee: personOf(task),
      dueOn: task.dueOn,
      estimate: { low: task.low, likely: task.likely, high: task.high },
      loggedDays: task.loggedDays,
      toRecheck: task.toRecheck,
      treats: treatsOf(treats),
      version: task.version,
      moves: offeredMoves(task, stop),
      whyNotWork: stop,
      whyNotTailor: stopped ?? whyNotTailor(member, task.strictness),
      whyNotReassign: stopped ?? whyNotReassign(member),
      whyNotComment: whyNotByRole(member, "comment:write"),
      whyNotAttach: stopped ?? whyNotByRole(member, "evidence:write"),
      startedAt: isoOf(startedAt),
      doneAt: isoOf(doneAt),
      projectId: task.projectId,
      stage: { id: task.stageId as StageId, number: stageNumber, name: task.stageName },
      checklist: page.checklist.map((row) => ({ ...row, tickedAt: isoOf(row.tickedAt) })),
      outputs: page.outputs.map((row) => outputOf(row, filledCaseFields(task.caseDraft))),
      needs: page.needs.map(({ number, id, ...row }) => ({
        ...row,
        id: id as TaskId,
        key: taskKey(task.projectKey, number),
      })),
      comments: page.comments.map(({ authorId, authorName, ...row }) => ({
        ...row,
        author: { id: authorId as UserId, name: authorName },
        createdAt: new Date(row.createdAt).toISOString(),
        editedAt: isoOf(row.editedAt),
        resolvedAt: isoOf(row.resolvedAt),
      })),
    };
  },
});

const mineCursor = z.tuple([z.string(), z.uuid()]);

export const listMine = defineQuery({
  name: "task.mine",
  permission: "self",
  input: taskMineInput,
  output: myTasksPage,
  operation: { method: "GET", path: "/me/tasks", summary: "My open tasks over all projects" },
  scope: () => Promise.resolve({ kind: "self" }),

  async fetch({ db, access, input, now }) {
    const { limit, workspaceId = null } = input;
    const cursor = decodeCursor(mineCursor, input.cursor);
    const after = cursor === null ? null : { sortDay: cursor[0], id: cursor[1] };
    const rows = await listMyTasks(db, { userId: access.userId, workspaceId, after, limit });
    const page = cutPage(rows, limit, (row) => [row.sortDay, row.id]);
    return { ...page, rows: page.rows.map((row) => myTaskOf(row, dayOf(now))) };
  },
});

function outputOf(row: OutputRow, filled: ReadonlySet<string>): OutputView {
  const isMet = isOutputMet({ ...row, proofs: row.evidence.length }, filled);
  return { ...row, id: row.id as OutputId, isMet };
}

type Place = {
  member: Member;
  stopped: string | null;
  /** Why work may not begin here yet; what has begun may go on. */
  entryStop: string | null;
  outputs: readonly OutputView[];
  project: { key: string; strictness: Strictness };
};

function taskRowOf(row: StageTaskRow, place: Place): TaskRowView {
  const { member, stopped, entryStop, outputs, project } = place;
  const { number, assigneeId, assigneeName, low, likely, high, treats, ...facts } = row;
  const missingOutputs = outputs
    .filter((output) => output.mandatory && !output.isMet && row.outputIds.includes(output.id))
    .map((output) => output.name);
  const stop = stopped ?? whyNotWork(member, row);
  const moves = offeredMoves({ status: row.status, missingOutputs }, stop);
  return {
    ...facts,
    id: row.id as TaskId,
    outputIds: row.outputIds as OutputId[],
    key: taskKey(project.key, number),
    assignee: personOf({ assigneeId, assigneeName }),
    estimate: { low, likely, high },
    treats: treatsOf(treats),
    moves: moves.map((move) =>
      move.to === "doing" ? { ...move, whyNot: move.whyNot ?? entryStop } : move,
    ),
    whyNotWork: stop,
    whyNotTailor: stopped ?? whyNotTailor(member, project.strictness),
  };
}

function myTaskOf(row: MyTaskRow, today: string): MyTaskView {
  const { number, low, likely, high, treats, sortDay: _, ...facts } = row;
  const { projectId, projectKey, projectName, stageId, stageNumber, stageName, ...task } = facts;
  return {
    ...task,
    id: row.id as TaskId,
    key: taskKey(projectKey, number),
    isOverdue: row.dueOn !== null && row.dueOn < today && row.status !== "done",
    estimate: { low, likely, high },
    treats: treatsOf(treats),
    project: { id: projectId as ProjectId, key: projectKey, name: projectName },
    stage: { id: stageId as StageId, number: stageNumber, name: stageName },
  };
}

function treatsOf(risk: TreatedRisk | null) {
  return risk === null
    ? null
    : { id: risk.id as RiskId, key: riskKey(risk.number), title: risk.title };
}

function personOf(task: { assigneeId: string | null; assigneeName: string | null }) {
  const { assigneeId, assigneeName } = task;
  return assigneeId === null ? null : { id: assigneeId as UserId, name: assigneeName ?? "" };
}

function isoOf(instant: Date | string | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
