import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { Member } from "@/lib/authz/actor";
import type { ProjectRole } from "@/lib/authz/permissions";
import { fieldError, refuseIf } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import type { ProjectId, TaskId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { listMembers } from "@/lib/projects/store";
import { whyNotAssign, whyNotInProject } from "@/lib/tasks/policy";
import { taskKey } from "@/lib/tasks/rules/task-key";
import type { Estimate } from "@/lib/tasks/schema/estimate";
import { refreshStageCounters, takeTaskNumbers } from "@/lib/tasks/store";
import { insertTask, loadStageForTask } from "@/lib/tasks/store/task-rows";

export type NewTask = {
  stageId: string;
  name: string;
  purpose: string;
  guidance: string;
  role: ProjectRole;
  assigneeId: string | null;
  dueOn: string | null;
  estimate: Estimate;
  checklist: readonly string[];
};

type Adding = { workspaceId: WorkspaceId; projectId: ProjectId; member: Member; now: Date };

export type AddedTask = { taskId: TaskId; key: string; event: AuditEvent; notices: Job[] };

/** A task the team adds, wherever it is added from: its stage counts it, its assignee is told. */
export async function addTask(tx: Tx, adding: Adding, task: NewTask): Promise<AddedTask> {
  const { workspaceId, projectId, member, now } = adding;
  const { stageId, name, assigneeId, estimate, dueOn, ...facts } = task;
  const stage = await loadStageForTask(tx, { stageId, projectId });
  if (stage === null) {
    throw fieldError("stageId", "Choose a stage of this project.");
  }
  refuseIf(whyNotInProject(stage.project));
  if (stage.tailoredOutAt !== null) {
    throw fieldError("stageId", `${stage.name} is switched off. Choose another stage.`);
  }
  const members = assigneeId === null ? [] : await listMembers(tx, projectId);
  const stranger = whyNotAssign(assigneeId, members);
  if (stranger !== null) {
    throw fieldError("assigneeId", stranger);
  }
  const number = await takeTaskNumbers(tx, { projectId, count: 1 });
  const key = taskKey(stage.project.key, number);
  const taskId = (await insertTask(tx, {
    ...facts,
    stageId,
    projectId,
    number,
    name,
    assigneeId,
    dueOn: dueOn === null ? null : dateOf(dueOn),
    estimateLowDays: estimate.low,
    estimateLikelyDays: estimate.likely,
    estimateHighDays: estimate.high,
    createdAt: now,
  })) as TaskId;
  await refreshStageCounters(tx, [stageId]);
  const notices = await notify(tx, {
    workspaceId,
    projectId,
    kind: "task_assigned",
    userIds: assigneeId === null ? [] : [assigneeId],
    except: member.userId,
    title: `${key} ${name}`,
    because: `because ${member.name} assigned it to you`,
    href: `/projects/${projectId}/stages/${stageId}?task=${taskId}`,
  });
  return { taskId, key, event: { type: "task.created", taskId, key, name }, notices };
}
