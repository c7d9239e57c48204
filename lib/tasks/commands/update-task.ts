import "server-only";
import type * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { fieldError, refuseIf } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import { fieldsOf } from "@/lib/kernel/changes";
import { notify } from "@/lib/notifications/store";
import { listMembers } from "@/lib/projects/store";
import { whyNotAssign, whyNotInProject, whyNotReassign, whyNotWork } from "@/lib/tasks/policy";
import { changesOfTask } from "@/lib/tasks/rules/changes-of-task";
import { updateTaskInput } from "@/lib/tasks/schema";
import { refreshStageCounters } from "@/lib/tasks/store";
import { loadTask, projectIdOfTask, saveTask } from "@/lib/tasks/store/task-rows";

export const updateTask = defineCommand({
  name: "task.update",
  permission: "task:work-own",
  input: updateTaskInput,
  operation: {
    method: "PATCH",
    path: "/tasks/{taskId}",
    summary: "Change name, role, assignee, due day or estimate of a task",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfTask(tx, input.taskId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input }) {
    const { workspaceId, projectId, member } = access;
    const { taskId, version } = input;
    const task = await loadTask(tx, { taskId, projectId });
    refuseIf(whyNotInProject({ status: task.projectStatus }));
    refuseIf(whyNotWork(member, task));
    const changes = changesOfTask(task, input);
    const changed = fieldsOf(changes);
    if (changed.length === 0) {
      return { value: { taskId, version: task.version }, unchanged: true };
    }
    if (changed.some((field) => ["name", "role", "assignee"].includes(field))) {
      refuseIf(whyNotReassign(member));
    }
    const newAssignee = changed.includes("assignee") ? (input.assigneeId ?? null) : null;
    const members = newAssignee === null ? [] : await listMembers(tx, projectId);
    const stranger = whyNotAssign(newAssignee, members);
    if (stranger !== null) {
      throw fieldError("assigneeId", stranger);
    }
    const saved = await saveTask(tx, { id: taskId, version }, columnsOf(input));
    if (changed.includes("estimate")) {
      await refreshStageCounters(tx, [task.stageId]);
    }
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "task_assigned",
      userIds: newAssignee === null ? [] : [newAssignee],
      except: member.userId,
      title: `${task.key} ${input.name ?? task.name}`,
      because: `because ${member.name} assigned it to you`,
      href: `/projects/${projectId}/stages/${task.stageId}?task=${taskId}`,
    });
    return {
      value: { taskId, version: saved },
      audit: [{ type: "task.updated", taskId, key: task.key, changed, changes }],
      jobs,
    };
  },
});

/** Absent fields of the input leave their columns alone. */
function columnsOf(input: z.output<typeof updateTaskInput>) {
  const { name, role, assigneeId, dueOn, estimate } = input;
  return {
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(dueOn === undefined ? {} : { dueOn: dueOn === null ? null : dateOf(dueOn) }),
    ...(estimate === undefined
      ? {}
      : {
          estimateLowDays: estimate.low,
          estimateLikelyDays: estimate.likely,
          estimateHighDays: estimate.high,
        }),
  };
}
