import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { dismissSuggestionInput } from "@/lib/risk-catalogue/schema/suggestions";
import { addDismissal, demandNotTaken, loadEntry } from "@/lib/risk-catalogue/store/suggestions";

export const dismissSuggestion = defineCommand({
  name: "risk-suggestion.dismiss",
  permission: "risk:raise",
  input: dismissSuggestionInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/risk-suggestions/{key}/dismiss",
    summary: "Say why a suggested risk does not concern this project; it is suggested no longer",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { key, reason } = input;
    const { title } = await loadEntry(tx, { workspaceId, key });
    await demandNotTaken(tx, { projectId, key });
    const by = member.userId;
    const isNew = await addDismissal(tx, { projectId, key, reason, by, now });
    if (!isNew) {
      return { value: { key }, unchanged: true };
    }
    return {
      value: { key },
      audit: [{ type: "risk-suggestion.dismissed", entry: key, title, reason }],
    };
  },
});
