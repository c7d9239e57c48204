import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { workspaceId } from "@/lib/kernel/ids";
import { importBuiltInPlaybooks } from "@/lib/playbooks/store";

/** Brings in what a newer release ships; the versions that projects pinned stay as they are. */
export const importShipped = defineCommand({
  name: "playbook.import-shipped",
  permission: "playbook:write",
  input: z.strictObject({ workspaceId }),
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/playbooks/import",
    summary: "Import the playbooks that come with this release and are not in the workspace yet",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access, actor, input, now }) {
    const { workspaceId } = input;
    const files = await importBuiltInPlaybooks(tx, {
      workspaceId,
      by: actor.kind === "system" ? null : access.member.userId,
      at: now,
    });
    const [first, ...rest] = files
      .flatMap((file) => (file.ok && file.isNew ? [file] : []))
      .map(({ playbookId, key, number, sha256 }) => ({
        type: "playbook.imported" as const,
        playbookId,
        key,
        number,
        sha256,
      }));
    const broken = files.flatMap((each) =>
      each.ok ? [] : [{ file: each.file, problems: each.problems }],
    );
    if (first === undefined) {
      return { value: { imported: [], broken }, unchanged: true };
    }
    const events = [first, ...rest] as const;
    const imported = events.map(({ key, number }) => ({ key, number }));
    return { value: { imported, broken }, audit: events };
  },
});
