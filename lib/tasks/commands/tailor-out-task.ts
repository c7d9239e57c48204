import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { roleThatTailors, whyNotInProject, whyNotTailor } from "@/lib/tasks/policy";
import { tailorOutTaskInput } from "@/lib/tasks/schema";
import { refreshStageCounters } from "@/lib/tasks/store";
import { loadTask, projectIdOfTask, saveTask } from "@/lib/tasks/store/task-rows";

export const tailorOutTask = defineCommand({
  name: "task.tailor-out",
  permission: "stage:tailor",
  input: tailorOutTaskInput,
  operation: {
    method: "POST",
    path: "/tasks/{taskId}/tailor-out",
    summary: "Switch a task off with a reason",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfTask(tx, input.taskId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input }) {
    const { projectId, member } = access;
    const { taskId, version, reason } = input;
    const task = await loadTask(tx, { taskId, projectId });
    refuseIf(whyNotInProject({ status: task.projectStatus }));
    refuseIf(whyNotTailor(member, task.strictness));
    const role = roleThatTailors(member, task.strictness);
    if (role === null) {
      throw new AppError("rule_refused", "Nobody in your roles may switch a task off here.");
    }
    if (task.status === "tailored_out") {
      return { value: { taskId, version: task.version }, unchanged: true };
    }
    const saved = await saveTask(
      tx,
      { id: taskId, version },
      {
        status: "tailored_out",
        tailoredOutReason: reason,
        tailoredOutRole: role,
        blockedReason: "",
        toRecheck: false,
      },
    );
    await refreshStageCounters(tx, [task.stageId]);
    const { key, name } = task;
    return {
      value: { taskId, version: saved },
      audit: [{ type: "task.tailored-out", taskId, key, name, reason, role }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
