import "server-only";
import { exportPackInput, type PackFacts } from "@/lib/audit-packs/schema";
import { hashBundle } from "@/lib/audit-packs/store/hash-bundle";
import { countPack, isOfWorkspace } from "@/lib/audit-packs/store/pack-rows";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { freshCheckpoint } from "@/lib/ledger/store/fresh-checkpoint";

/**
 * Puts on record what leaves the house before it leaves: the pack is streamed
 * afterwards, up to the entry named here, and is broken off should its bundle
 * not have the hash named here.
 */
export const exportPack = defineCommand({
  name: "audit-pack.export",
  permission: "audit:read-workspace",
  input: exportPackInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/audit-packs",
    summary: "Put on record that an audit pack is exported, and say what it holds",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input }) {
    const { workspaceId } = access;
    const { projectId = null } = input;
    if (projectId !== null && !(await isOfWorkspace(tx, { workspaceId, projectId }))) {
      throw new AppError("not_found", "This workspace has no such project.");
    }
    const signed = await freshCheckpoint(tx, workspaceId);
    if (signed === null) {
      throw new AppError(
        "rule_refused",
        "The ledger has no signed head, so a pack of it would prove nothing.",
      );
    }
    const { size } = signed;
    const bundleSha256 = await hashBundle(tx, { workspaceId, size });
    const counts = await countPack(tx, { workspaceId, projectId, size });
    const facts: PackFacts = { size, bundleSha256, ...counts, projectId };
    return { value: facts, audit: [{ type: "audit-pack.exported", ...facts }] };
  },
});
