import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotInProject, whyNotWork } from "@/lib/tasks/policy";
import { taskAtVersionInput } from "@/lib/tasks/schema";
import { loadTask, projectIdOfTask, saveTask } from "@/lib/tasks/store/task-rows";

export const recheckTask = defineCommand({
  name: "task.recheck",
  permission: "task:work-own",
  input: taskAtVersionInput,
  operation: {
    method: "POST",
    path: "/tasks/{taskId}/recheck",
    summary: "Confirm that finished work still holds after going back",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfTask(tx, input.taskId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input }) {
    const { projectId, member } = access;
    const { taskId, version } = input;
    const task = await loadTask(tx, { taskId, projectId });
    refuseIf(whyNotInProject({ status: task.projectStatus }));
    refuseIf(whyNotWork(member, task));
    if (!task.toRecheck) {
      return { value: { taskId, version: task.version }, unchanged: true };
    }
    const saved = await saveTask(tx, { id: taskId, version }, { toRecheck: false });
    return {
      value: { taskId, version: saved },
      audit: [{ type: "task.updated", taskId, key: task.key, changed: ["rechecked"], changes: [] }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
