import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { reevaluateGates } from "@/lib/platform/jobs";
import { createTaskInput } from "@/lib/tasks/schema";
import { addTask } from "@/lib/tasks/store/add-task";

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
    const { projectId: _, ...task } = input;
    const adding = { workspaceId, projectId, member, now };
    const { taskId, key, event, notices } = await addTask(tx, adding, task);
    return {
      value: { taskId, key, version: 1 },
      audit: [event],
      jobs: [...notices, reevaluateGates(projectId)],
    };
  },
});
