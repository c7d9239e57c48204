import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import { reevaluateGates } from "@/lib/platform/jobs";
import { followTask } from "@/lib/risk-treatment/store/action-done";
import { whyNotInProject, whyNotWork } from "@/lib/tasks/policy";
import { effectOfMove, whyNotMove } from "@/lib/tasks/rules/move-task";
import { stageEntry } from "@/lib/tasks/rules/stage-entry";
import { moveTaskInput } from "@/lib/tasks/schema";
import { refreshStageCounters } from "@/lib/tasks/store";
import { loadEntryFacts } from "@/lib/tasks/store/stage-page";
import { loadTask, projectIdOfTask, saveTask, startStage } from "@/lib/tasks/store/task-rows";

export const moveTask = defineCommand({
  name: "task.move",
  permission: "task:work-own",
  input: moveTaskInput,
  operation: {
    method: "POST",
    path: "/tasks/{taskId}/move",
    summary: "Move a task to another status",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfTask(tx, input.taskId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { taskId, version, to, reason } = input;
    const task = await loadTask(tx, { taskId, projectId });
    refuseIf(whyNotInProject({ status: task.projectStatus }));
    refuseIf(whyNotWork(member, task));
    refuseIf(task.stageIsOff ? `${task.stageName} is switched off.` : null);
    if (task.status === to && task.version === version + 1) {
      const value = { taskId, status: to, version: task.version, warning: null };
      return { value, unchanged: true };
    }
    const refusal = whyNotMove(task, { to, reason });
    if (refusal?.field === "reason") {
      throw fieldError("reason", refusal.sentence);
    }
    if (refusal !== null && task.version !== version) {
      throw new AppError("conflict", `Somebody moved this task meanwhile. ${refusal.sentence}`);
    }
    refuseIf(refusal?.sentence ?? null);
    const entry = to === "doing" ? stageEntry(await loadEntryFacts(tx, task.stageId)) : null;
    refuseIf(entry?.whyNot ?? null);
    const effect = effectOfMove(task, { to, reason, at: now });
    const saved = await saveTask(tx, { id: taskId, version }, effect);
    if (to === "doing") {
      await startStage(tx, { stageId: task.stageId, on: dateOf(dayOf(now)) });
    }
    await refreshStageCounters(tx, [task.stageId]);
    const { key, name, status: from } = task;
    const moved = { workspaceId, projectId, member, taskId, from, to, at: now };
    const followed = await followTask(tx, moved);
    return {
      value: { taskId, status: to, version: saved, warning: entry?.warning ?? null },
      audit: [{ type: "task.moved", taskId, key, name, from, to, reason }, ...followed.events],
      jobs: [...followed.jobs, reevaluateGates(projectId)],
    };
  },
});
