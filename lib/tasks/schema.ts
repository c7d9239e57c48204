import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { day, optionalText, rowVersion, text } from "@/lib/kernel/fields";
import { outputId, projectId, stageId, taskId, userId, workspaceId } from "@/lib/kernel/ids";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";
import { estimate } from "@/lib/tasks/schema/estimate";
import { treatsView } from "@/lib/tasks/schema/treats";

export const taskStatuses = ["todo", "doing", "done", "blocked", "tailored_out"] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** Where a task is moved by hand; switching it off and on again are acts of their own. */
export const taskMoves = ["todo", "doing", "done", "blocked"] as const;
export type TaskMove = (typeof taskMoves)[number];

export const titleOfTaskStatus = {
  todo: "to do",
  doing: "doing",
  done: "done",
  blocked: "blocked",
  tailored_out: "switched off",
} satisfies Record<TaskStatus, string>;

const outputKinds = ["document", "form", "evidence", "case_field"] as const;

export const CHECKLIST_MAX = 60;

const role = z.enum(projectRoles, { error: "Choose a role." });
const name = text("The name", { max: 200 });
const dueOn = day("The due day");
const checklistText = text("The checklist entry", { max: 500 });

export const createTaskInput = z.strictObject({
  projectId,
  stageId,
  name,
  purpose: optionalText("The purpose", { max: 500 }),
  guidance: optionalText("The guidance", { max: 8000 }),
  role,
  estimate: estimate.default({ low: 0.5, likely: 1, high: 2 }),
  assigneeId: userId.nullable().default(null),
  dueOn: dueOn.nullable().default(null),
  checklist: z
    .array(checklistText)
    .max(CHECKLIST_MAX, `A checklist may have at most ${CHECKLIST_MAX} entries.`)
    .default([]),
});

/** Absent fields stay as they are; null takes the assignee or the due day away. */
export const updateTaskInput = z.strictObject({
  taskId,
  version: rowVersion,
  name: name.optional(),
  role: role.optional(),
  assigneeId: userId.nullable().optional(),
  dueOn: dueOn.nullable().optional(),
  estimate: estimate.optional(),
});

export const moveTaskInput = z.strictObject({
  taskId,
  version: rowVersion,
  to: z.enum(taskMoves, { error: "Choose to do, doing, done or blocked." }),
  reason: optionalText("The reason", { max: 1000 }),
});

export const tailorOutTaskInput = z.strictObject({
  taskId,
  version: rowVersion,
  reason: text("A reason", { min: 10, max: 1000 }),
});

export const taskAtVersionInput = z.strictObject({ taskId, version: rowVersion });

export const logEffortInput = z.strictObject({
  taskId,
  days: z
    .number({ error: "The effort needs a number of days." })
    .gt(0, "The effort must be more than zero.")
    .max(31, "One entry may be at most 31 days. Split it."),
  workedOn: day("The day of the work").optional(),
  note: optionalText("The note", { max: 500 }),
});

export const checklistEntryInput = z.strictObject({ entryId: z.uuid() });

export const addChecklistEntryInput = z.strictObject({ taskId, text: checklistText });

export const stageGetInput = z.strictObject({ stageId });
export const taskGetInput = z.strictObject({ taskId });
export const taskMineInput = z.strictObject({
  /** Only tasks of this workspace; of all of the person's otherwise. */
  workspaceId: workspaceId.optional(),
  ...pageInput,
});

const sentenceOrNull = z.string().nullable();
const instant = z.iso.datetime().nullable();
const calendarDay = z.iso.date();
const personView = z.object({ id: userId, name: z.string() });
const status = z.enum(taskStatuses);
const estimateView = z.object({ low: z.number(), likely: z.number(), high: z.number() });

/** A move the status machine knows, with the sentence that forbids it now. */
const moveView = z.object({
  to: z.enum(taskMoves),
  whyNot: sentenceOrNull,
  needsReason: z.boolean(),
});

const livingEvidence = z.object({
  id: z.uuid(),
  title: z.string(),
  kind: z.string(),
  effectiveOn: calendarDay,
  validUntil: calendarDay.nullable(),
});

const outputView = z.object({
  id: outputId,
  key: z.string(),
  name: z.string(),
  kind: z.enum(outputKinds),
  /** Field of the business case, or the kind of evidence asked for. */
  field: z.string().nullable(),
  mandatory: z.boolean(),
  isMet: z.boolean(),
  evidence: z.array(livingEvidence),
});
export type OutputView = z.infer<typeof outputView>;

const taskFacts = {
  id: taskId,
  key: z.string(),
  name: z.string(),
  role: z.enum(projectRoles),
  status,
  blockedReason: z.string(),
  tailoredOutReason: z.string(),
  doneReason: z.string(),
  assignee: personView.nullable(),
  dueOn: calendarDay.nullable(),
  estimate: estimateView,
  loggedDays: z.number(),
  toRecheck: z.boolean(),
  treats: treatsView,
  version: z.number().int(),
  moves: z.array(moveView),
  whyNotWork: sentenceOrNull,
  whyNotTailor: sentenceOrNull,
};

const taskRowView = z.object({
  ...taskFacts,
  isAddedByTeam: z.boolean(),
  checklistDone: z.number().int(),
  checklistTotal: z.number().int(),
  openComments: z.number().int(),
  outputIds: z.array(outputId),
});
export type TaskRowView = z.infer<typeof taskRowView>;

const stageLink = z.object({ id: stageId, number: z.number().int(), name: z.string() });

export const outputListInput = z.strictObject({ projectId });

/** Outputs evidence can be attached to; parts of the business case are written there instead. */
export const outputList = z.object({
  rows: z.array(outputView.omit({ key: true, evidence: true }).extend({ stage: stageLink })),
});
export type ListedOutput = z.infer<typeof outputList>["rows"][number];

const gateLink = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  state: z.string(),
});

export const stageView = z.object({
  id: stageId,
  key: z.string(),
  number: z.number().int(),
  name: z.string(),
  group: z.string(),
  purpose: z.string(),
  planStartOn: calendarDay,
  planEndOn: calendarDay,
  firstPlanStartOn: calendarDay,
  firstPlanEndOn: calendarDay,
  actualStartOn: calendarDay.nullable(),
  actualEndOn: calendarDay.nullable(),
  tailoredOutReason: sentenceOrNull,
  tasksTotal: z.number().int(),
  tasksStarted: z.number().int(),
  tasksDone: z.number().int(),
  tasksBlocked: z.number().int(),
  estimateDays: z.number(),
  estimateDoneDays: z.number(),
  version: z.number().int(),
  project: z.object({
    id: projectId,
    key: z.string(),
    name: z.string(),
    iteration: z.number().int(),
    strictness: z.string(),
  }),
  gates: z.array(gateLink),
  previous: stageLink.nullable(),
  next: stageLink.nullable(),
  people: z.array(personView.extend({ roles: z.array(z.enum(projectRoles)) })),
  tasks: z.array(taskRowView),
  outputs: z.array(outputView),
  /** Set when the stage may be entered although the gate before has not passed. */
  entryWarning: sentenceOrNull,
  whyNotEnter: sentenceOrNull,
  whyNotAddTask: sentenceOrNull,
  whyNotAttach: sentenceOrNull,
  whyNotPlan: sentenceOrNull,
  whyNotLog: sentenceOrNull,
});
export type StageView = z.infer<typeof stageView>;

export const taskView = z.object({
  ...taskFacts,
  purpose: z.string(),
  guidance: z.string(),
  startedAt: instant,
  doneAt: instant,
  projectId,
  stage: stageLink,
  checklist: z.array(
    z.object({
      id: z.uuid(),
      text: z.string(),
      tickedAt: instant,
      tickedBy: sentenceOrNull,
    }),
  ),
  outputs: z.array(outputView),
  needs: z.array(z.object({ id: taskId, key: z.string(), name: z.string(), status })),
  effort: z.array(
    z.object({
      id: z.uuid(),
      person: z.string(),
      days: z.number(),
      workedOn: calendarDay,
      note: z.string(),
    }),
  ),
  comments: z.array(
    z.object({
      id: z.uuid(),
      author: personView,
      body: z.string(),
      createdAt: z.iso.datetime(),
      editedAt: instant,
      resolvedAt: instant,
      version: z.number().int(),
    }),
  ),
  whyNotReassign: sentenceOrNull,
  whyNotComment: sentenceOrNull,
  whyNotAttach: sentenceOrNull,
});
export type TaskView = z.infer<typeof taskView>;

const myTaskView = z.object({
  id: taskId,
  key: z.string(),
  name: z.string(),
  status,
  blockedReason: z.string(),
  dueOn: calendarDay.nullable(),
  isOverdue: z.boolean(),
  toRecheck: z.boolean(),
  estimate: estimateView,
  loggedDays: z.number(),
  treats: treatsView,
  version: z.number().int(),
  project: z.object({ id: projectId, key: z.string(), name: z.string() }),
  stage: stageLink,
});
export const myTasksPage = pageOf(myTaskView);
export type MyTaskView = z.infer<typeof myTaskView>;
