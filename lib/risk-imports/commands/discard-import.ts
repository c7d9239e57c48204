import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { draftRef } from "@/lib/risk-imports/schema/inputs";
import { holdDraft, removeDraft, workspaceScopeOfDraft } from "@/lib/risk-imports/store/drafts";

/** Throws a draft away with its file. */
export const discardImport = defineCommand({
  name: "risk-import.discard",
  permission: "risk:import",
  input: draftRef,
  operation: {
    method: "DELETE",
    path: "/risk-imports/drafts/{draftId}",
    summary: "Throw a draft away with the file it was read from",
  },
  scope: ({ tx, input }) => workspaceScopeOfDraft(tx, input.draftId),

  async execute({ tx, access, input: { draftId }, now }) {
    const { workspaceId, member } = access;
    const at = { id: draftId, workspaceId, ownerId: member.userId, now };
    const { fileName, importId } = await holdDraft(tx, at);
    if (importId !== null) {
      throw new AppError("rule_refused", "This file is in the register already; undo the import.");
    }
    await removeDraft(tx, draftId);
    return {
      value: { draftId },
      audit: [{ type: "risk-import.discarded", draftId, fileName }],
    };
  },
});
