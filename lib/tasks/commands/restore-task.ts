import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotInProject } from "@/lib/tasks/policy";
import { taskAtVersionInput } from "@/lib/tasks/schema";
import { refreshStageCounters } from "@/lib/tasks/store";
import { loadTask, projectIdOfTask, saveTask } from "@/lib/tasks/store/task-rows";

/** Doing more than decided needs no second opinion, so the team may take a task back by itself. */
export const restoreTask = defineCommand({
  name: "task.restore",
  permission: "task:write",
  input: taskAtVersionInput,
  operation: {
    method: "POST",
    path: "/tasks/{taskId}/restore",
    summary: "Switch a task on again",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfTask(tx, input.taskId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input }) {
    const { projectId } = access;
    const { taskId, version } = input;
    const task = await loadTask(tx, { taskId, projectId });
    refuseIf(whyNotInProject({ status: task.projectStatus }));
    if (task.status !== "tailored_out") {
      return { value: { taskId, version: task.version }, unchanged: true };
    }
    const saved = await saveTask(
      tx,
      { id: taskId, version },
      {
        status: "todo",
        tailoredOutReason: "",
        tailoredOutRole: null,
        doneReason: "",
        doneAt: null,
        startedAt: null,
      },
    );
    await refreshStageCounters(tx, [task.stageId]);
    const { key, name } = task;
    return {
      value: { taskId, version: saved },
      audit: [{ type: "task.restored", taskId, key, name }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
