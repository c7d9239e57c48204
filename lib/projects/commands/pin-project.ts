import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { projectId } from "@/lib/kernel/ids";
import { loadProject } from "@/lib/projects/store";
import { projectScope, savePin } from "@/lib/projects/store/project-rows";

export const pinProject = defineCommand({
  name: "project.pin",
  permission: "project:read",
  input: z.strictObject({ projectId }),
  operation: {
    method: "PUT",
    path: "/projects/{projectId}/pin",
    summary: "Keep a project at hand",
  },
  scope: projectScope,

  async execute({ tx, access, input, now }) {
    const { projectId } = input;
    const { userId } = access.member;
    const value = { projectId, isPinned: true };
    if ((await savePin(tx, { userId, projectId, at: now })) === 0) {
      return { value, unchanged: true };
    }
    const { key } = await loadProject(tx, projectId);
    return { value, audit: [{ type: "project.pinned", key }] };
  },
});
