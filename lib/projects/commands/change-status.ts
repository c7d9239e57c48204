import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { projectId } from "@/lib/kernel/ids";
import { whyNotChangeStatus } from "@/lib/projects/policy";
import { projectStatuses, reasonText } from "@/lib/projects/schema";
import { loadProject } from "@/lib/projects/store";
import { projectScope, saveStatus } from "@/lib/projects/store/project-rows";

export const changeStatus = defineCommand({
  name: "project.change-status",
  permission: "project:write",
  input: z.strictObject({
    projectId,
    version: rowVersion,
    to: z.enum(projectStatuses, { error: "Choose active, paused or closed." }),
    reason: reasonText,
  }),
  operation: {
    method: "POST",
    path: "/projects/{projectId}/status",
    summary: "Pause, resume, close or reopen a project, with a reason",
  },
  scope: projectScope,

  async execute({ tx, input, now }) {
    const { projectId, version, to, reason } = input;
    const project = await loadProject(tx, projectId);
    const { status: from } = project;
    if (from === to) {
      return { value: { projectId, status: to, version: project.version }, unchanged: true };
    }
    const refusal = whyNotChangeStatus(from, to);
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    await saveStatus(tx, { projectId, version, status: to, reason, at: now });
    return {
      value: { projectId, status: to, version: version + 1 },
      audit: [{ type: "project.status-changed", from, to, reason }],
    };
  },
});
