import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { changesBetween, fieldsOf } from "@/lib/kernel/changes";
import { rowVersion } from "@/lib/kernel/fields";
import { projectId, userId } from "@/lib/kernel/ids";
import { whyNotInProject } from "@/lib/projects/policy";
import { projectName } from "@/lib/projects/schema";
import { listMembers, loadProject } from "@/lib/projects/store";
import { projectScope, saveProject } from "@/lib/projects/store/project-rows";

const input = z.strictObject({
  projectId,
  version: rowVersion,
  name: projectName.optional(),
  summary: z.string().trim().max(1000, "The summary may have at most 1000 characters.").optional(),
  unit: z.string().trim().max(120, "The unit may have at most 120 characters.").optional(),
  ownerId: userId.optional(),
});

export const updateProject = defineCommand({
  name: "project.update",
  permission: "project:write",
  input,
  operation: {
    method: "PATCH",
    path: "/projects/{projectId}",
    summary: "Change name, summary, unit or owner of a project",
  },
  scope: projectScope,

  async execute({ tx, input }) {
    const { projectId, version } = input;
    const project = await loadProject(tx, projectId);
    const refusal = whyNotInProject(project);
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    const { name, summary, unit, ownerId } = input;
    const changes = changesBetween(
      { name: project.name, summary: project.summary, unit: project.unit, owner: project.ownerId },
      { name, summary, unit, owner: ownerId },
    );
    if (changes.length === 0) {
      return { value: { projectId, version: project.version }, unchanged: true };
    }
    if (ownerId !== undefined && ownerId !== project.ownerId) {
      const members = await listMembers(tx, projectId);
      if (!members.some((member) => member.userId === ownerId)) {
        throw fieldError("ownerId", "The owner is chosen among the people of the project.");
      }
    }
    await saveProject(tx, { projectId, version, changes: columnsOf(input) });
    return {
      value: { projectId, version: version + 1 },
      audit: [{ type: "project.updated", changed: fieldsOf(changes), changes }],
    };
  },
});

/** Absent fields of the input leave their columns alone. */
function columnsOf({ name, summary, unit, ownerId }: z.output<typeof input>) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(summary === undefined ? {} : { summary }),
    ...(unit === undefined ? {} : { unit }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}
