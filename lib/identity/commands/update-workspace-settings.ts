import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { workspaceName } from "@/lib/identity/schema";
import { loadWorkspace, saveWorkspace } from "@/lib/identity/store/workspaces";
import { AppError } from "@/lib/kernel/app-error";
import { changesBetween, fieldsOf } from "@/lib/kernel/changes";
import { rowVersion } from "@/lib/kernel/fields";
import { workspaceId } from "@/lib/kernel/ids";

const input = z.strictObject({
  workspaceId,
  name: workspaceName,
  version: rowVersion,
});

export const updateWorkspaceSettings = defineCommand({
  name: "workspace.update-settings",
  permission: "workspace:manage",
  input,
  operation: {
    method: "PATCH",
    path: "/workspaces/{workspaceId}/settings",
    summary: "Change the name of a workspace",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, input }) {
    const { workspaceId: id, name, version } = input;
    const before = await loadWorkspace(tx, id);
    if (before === null) {
      throw new AppError("not_found", "This workspace is not found.");
    }
    const changes = changesBetween({ name: before.name }, { name });
    if (changes.length === 0) {
      return { value: { workspaceId: id, version: before.version }, unchanged: true };
    }
    await saveWorkspace(tx, { id, version, data: { name } });
    return {
      value: { workspaceId: id, version: version + 1 },
      audit: [{ type: "workspace.settings-changed", changed: fieldsOf(changes), changes }],
    };
  },
});
