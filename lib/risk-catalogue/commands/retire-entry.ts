import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { retireEntryInput } from "@/lib/risk-catalogue/schema";
import { demandSeen, holdCatalogue, saveEntries } from "@/lib/risk-catalogue/store/entries";

export const retireCatalogueEntry = defineCommand({
  name: "risk-catalogue.retire-entry",
  permission: "workspace:manage",
  input: retireEntryInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-catalogue/{key}/retire",
    summary: "Suggest a risk of the catalogue no longer; risks taken over from it stay",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, member } = access;
    const entry = demandSeen(await holdCatalogue(tx, workspaceId), input);
    const { key, title } = entry;
    if (entry.isRetired) {
      return { value: { key }, unchanged: true };
    }
    await saveEntries(tx, [entry], { workspaceId, by: member.userId, now, isRetired: true });
    return { value: { key }, audit: [{ type: "risk-catalogue.entry-retired", key, title }] };
  },
});
