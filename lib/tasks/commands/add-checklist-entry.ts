import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { whyNotInProject, whyNotWork } from "@/lib/tasks/policy";
import { addChecklistEntryInput, CHECKLIST_MAX } from "@/lib/tasks/schema";
import { insertChecklistEntry, loadTask, projectIdOfTask } from "@/lib/tasks/store/task-rows";

export const addChecklistEntry = defineCommand({
  name: "task.add-checklist-entry",
  permission: "task:work-own",
  input: addChecklistEntryInput,
  operation: {
    method: "POST",
    path: "/tasks/{taskId}/checklist",
    summary: "Add an entry to the checklist of a task",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfTask(tx, input.taskId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input }) {
    const { projectId, member } = access;
    const { taskId, text } = input;
    const task = await loadTask(tx, { taskId, projectId });
    refuseIf(whyNotInProject({ status: task.projectStatus }));
    refuseIf(whyNotWork(member, task));
    const { entryId, total } = await insertChecklistEntry(tx, { taskId, text });
    const isFull = total > CHECKLIST_MAX;
    refuseIf(isFull ? `A checklist may have at most ${CHECKLIST_MAX} entries.` : null);
    const { key, version } = task;
    return {
      value: { entryId, taskId, version },
      audit: [{ type: "task.checklist-changed", taskId, key, text, what: "added" }],
    };
  },
});
