import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { fieldError, refuseIf } from "@/lib/kernel/app-error";
import { dateOf, dayOf, latestDayAt } from "@/lib/kernel/calendar";
import { whyNotInProject, whyNotWork } from "@/lib/tasks/policy";
import { logEffortInput } from "@/lib/tasks/schema";
import { insertEffort, loadTask, projectIdOfTask } from "@/lib/tasks/store/task-rows";

/** Adds to the task without touching its version: whoever edits the task meanwhile is not disturbed. */
export const logEffort = defineCommand({
  name: "task.log-effort",
  permission: "task:work-own",
  input: logEffortInput,
  operation: {
    method: "POST",
    path: "/tasks/{taskId}/effort",
    summary: "Log person-days on a task",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfTask(tx, input.taskId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { taskId, days, note } = input;
    const task = await loadTask(tx, { taskId, projectId });
    refuseIf(whyNotInProject({ status: task.projectStatus }));
    refuseIf(whyNotWork(member, task));
    const workedOn = input.workedOn ?? dayOf(now);
    if (workedOn > latestDayAt(now)) {
      throw fieldError("workedOn", "The day of the work lies in the future.");
    }
    const { effortId, loggedDays } = await insertEffort(tx, {
      taskId,
      personId: member.userId,
      days,
      workedOn: dateOf(workedOn),
      note,
      at: now,
    });
    return {
      value: { effortId, taskId, loggedDays, version: task.version },
      audit: [{ type: "task.effort-logged", taskId, key: task.key, days }],
    };
  },
});
