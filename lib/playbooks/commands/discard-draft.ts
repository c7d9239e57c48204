import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { rowVersion } from "@/lib/kernel/fields";
import { playbookId } from "@/lib/kernel/ids";
import { deleteDraft, loadPlaybook, workspaceOfPlaybook } from "@/lib/playbooks/store/drafts";

export const discardDraft = defineCommand({
  name: "playbook.discard-draft",
  permission: "playbook:write",
  input: z.strictObject({ playbookId, version: rowVersion }),
  operation: {
    method: "DELETE",
    path: "/playbooks/{playbookId}/draft",
    summary: "Discard the draft of a playbook; a playbook that was never published goes with it",
  },
  async scope({ tx, input }) {
    const workspaceId = await workspaceOfPlaybook(tx, input.playbookId);
    return workspaceId === null ? null : { kind: "workspace", workspaceId };
  },

  async execute({ tx, input }) {
    const { id: playbookId, key, draft, latest } = await loadPlaybook(tx, input.playbookId);
    if (draft === null) {
      return { value: { playbookId, isPlaybookGone: false }, unchanged: true };
    }
    const isOnlyVersion = latest === null;
    const { id: versionId, number } = draft;
    await deleteDraft(tx, { playbookId, versionId, version: input.version, isOnlyVersion });
    return {
      value: { playbookId, isPlaybookGone: isOnlyVersion },
      audit: [{ type: "playbook.draft-discarded", playbookId, key, number }],
    };
  },
});
