import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { fieldError, refuseIf } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { listMembers } from "@/lib/projects/store";
import { whyNotAssign, whyNotInProject } from "@/lib/tasks/policy";
import { taskKey } from "@/lib/tasks/rules/task-key";
import { createTaskInput } from "@/lib/tasks/schema";
import { refreshStageCounters, takeTaskNumbers } from "@/lib/tasks/store";
import { insertTask, loadStageForTask } from "@/lib/tasks/store/task-rows";

export const createTask = defineCommand({
  name: "task.create",
  permission: "task:write",
  input: createTaskInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/tasks",
    summary: "Add a task to a stage",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { stageId, name, assigneeId, estimate, dueOn, ...facts } = input;
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
    const taskId = await insertTask(tx, {
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
    });
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
    return {
      value: { taskId, key, version: 1 },
      audit: [{ type: "task.created", taskId, key, name }],
      jobs: [...notices, reevaluateGates(projectId)],
    };
  },
});
