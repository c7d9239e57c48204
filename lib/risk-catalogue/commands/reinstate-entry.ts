import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { reinstateEntryInput } from "@/lib/risk-catalogue/schema";
import { demandSeen, holdCatalogue, saveEntries } from "@/lib/risk-catalogue/store/entries";

export const reinstateCatalogueEntry = defineCommand({
  name: "risk-catalogue.reinstate-entry",
  permission: "workspace:manage",
  input: reinstateEntryInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-catalogue/{key}/reinstate",
    summary: "Suggest a retired risk of the catalogue again",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, member } = access;
    const entry = demandSeen(await holdCatalogue(tx, workspaceId), input);
    const { key, title } = entry;
    if (!entry.isRetired) {
      return { value: { key }, unchanged: true };
    }
    await saveEntries(tx, [entry], { workspaceId, by: member.userId, now, isRetired: false });
    return { value: { key }, audit: [{ type: "risk-catalogue.entry-reinstated", key, title }] };
  },
});
