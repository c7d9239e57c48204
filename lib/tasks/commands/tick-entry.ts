import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { whyNotInProject, whyNotWork } from "@/lib/tasks/policy";
import { checklistEntryInput } from "@/lib/tasks/schema";
import {
  findChecklistEntry,
  loadTask,
  projectIdOfChecklistEntry,
  setTick,
} from "@/lib/tasks/store/task-rows";

export const tickEntry = defineCommand({
  name: "task.tick",
  permission: "task:work-own",
  input: checklistEntryInput,
  operation: {
    method: "POST",
    path: "/checklist-entries/{entryId}/tick",
    summary: "Tick a checklist entry",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfChecklistEntry(tx, input.entryId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { entryId } = input;
    const { taskId, text } = await findChecklistEntry(tx, entryId);
    const task = await loadTask(tx, { taskId, projectId });
    refuseIf(whyNotInProject({ status: task.projectStatus }));
    refuseIf(whyNotWork(member, task));
    const value = { entryId, taskId, isTicked: true, version: task.version };
    const hasChanged = await setTick(tx, { entryId, tick: { at: now, by: member.userId } });
    if (!hasChanged) {
      return { value, unchanged: true };
    }
    const { key } = task;
    return {
      value,
      audit: [{ type: "task.checklist-changed", taskId, key, text, what: "ticked" }],
    };
  },
});
