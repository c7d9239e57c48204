import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { bringBackSuggestionInput } from "@/lib/risk-catalogue/schema/suggestions";
import { loadEntry, removeDismissal } from "@/lib/risk-catalogue/store/suggestions";

/** Undoes a dismissal. */
export const bringBackSuggestion = defineCommand({
  name: "risk-suggestion.bring-back",
  permission: "risk:raise",
  input: bringBackSuggestionInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/risk-suggestions/{key}/bring-back",
    summary: "Suggest a risk again that was set aside in this project",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async execute({ tx, access, input }) {
    const { workspaceId, projectId } = access;
    const { key } = input;
    const { title } = await loadEntry(tx, { workspaceId, key });
    if (!(await removeDismissal(tx, { projectId, key }))) {
      return { value: { key }, unchanged: true };
    }
    return {
      value: { key },
      audit: [{ type: "risk-suggestion.brought-back", entry: key, title }],
    };
  },
});
