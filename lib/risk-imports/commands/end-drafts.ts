import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { listImportsInput } from "@/lib/risk-imports/schema/inputs";
import { removeEndedDrafts } from "@/lib/risk-imports/store/drafts";

/** Removes drafts whose time is over, with the files they were read from. */
export const endDrafts = defineCommand({
  name: "risk-import.end-drafts",
  permission: "risk:import",
  input: listImportsInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-imports/end-drafts",
    summary: "Remove drafts of imports whose time is over; a job does so every day",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access: { workspaceId }, now }) {
    const count = await removeEndedDrafts(tx, { workspaceId, now });
    return count === 0
      ? { value: { count }, unchanged: true }
      : { value: { count }, audit: [{ type: "risk-import.drafts-ended", count }] };
  },
});
