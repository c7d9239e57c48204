import "server-only";
import { exportPackInput } from "@/lib/audit-packs/schema";
import { openPreparation } from "@/lib/audit-packs/store/prepare-pack";
import { defineCommand } from "@/lib/execution/command";

/**
 * Puts on record what leaves the house before it leaves: the pack is streamed
 * afterwards, up to the entry named here, and is broken off should its bundle
 * not have the hash named here. The hash was made before, outside of the
 * transaction, and sealed by this installation.
 */
export const exportPack = defineCommand({
  name: "audit-pack.export",
  permission: "audit:read-workspace",
  input: exportPackInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/audit-packs",
    summary: "Put on record that a prepared audit pack is exported, and say what it holds",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId } = access;
    const { projectId = null, prepared } = input;
    const facts = await openPreparation(tx, { workspaceId, projectId, now, prepared });
    return { value: facts, audit: [{ type: "audit-pack.exported", ...facts }] };
  },
});
