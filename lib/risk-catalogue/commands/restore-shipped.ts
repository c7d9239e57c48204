import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { restoreShippedInput } from "@/lib/risk-catalogue/schema";
import { demandSeen, holdCatalogue, removeEntry } from "@/lib/risk-catalogue/store/entries";

/** Removes the workspace's own text; the trail keeps who wrote it. */
export const restoreShippedEntry = defineCommand({
  name: "risk-catalogue.restore-shipped",
  permission: "workspace:manage",
  input: restoreShippedInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-catalogue/{key}/restore",
    summary: "Bring the shipped entry back in the place of one's own",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input }) {
    const { workspaceId } = access;
    const entry = demandSeen(await holdCatalogue(tx, workspaceId), input);
    const { key, title, origin } = entry;
    if (origin === "shipped") {
      return { value: { key }, unchanged: true };
    }
    if (origin === "own") {
      throw new AppError(
        "rule_refused",
        "Waymark ships no entry of this key. Retire it if it should not be suggested any more.",
      );
    }
    await removeEntry(tx, { workspaceId, key });
    return { value: { key }, audit: [{ type: "risk-catalogue.shipped-restored", key, title }] };
  },
});
