import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { projectId } from "@/lib/kernel/ids";
import { loadProject } from "@/lib/projects/store";
import { deletePin, projectScope } from "@/lib/projects/store/project-rows";

export const unpinProject = defineCommand({
  name: "project.unpin",
  permission: "project:read",
  input: z.strictObject({ projectId }),
  operation: {
    method: "DELETE",
    path: "/projects/{projectId}/pin",
    summary: "Keep a project at hand no longer",
  },
  scope: projectScope,

  async execute({ tx, access, input }) {
    const { projectId } = input;
    const { userId } = access.member;
    const value = { projectId, isPinned: false };
    if ((await deletePin(tx, { userId, projectId })) === 0) {
      return { value, unchanged: true };
    }
    const { key } = await loadProject(tx, projectId);
    return { value, audit: [{ type: "project.unpinned", key }] };
  },
});
