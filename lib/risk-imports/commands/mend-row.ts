import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { mendRowInput } from "@/lib/risk-imports/schema/inputs";
import { holdDraft, saveDraft, workspaceScopeOfDraft } from "@/lib/risk-imports/store/drafts";

/** Enters cells of one row anew, leaves it out, or says what becomes of a duplicate. */
export const mendRow = defineCommand({
  name: "risk-import.mend-row",
  permission: "risk:import",
  input: mendRowInput,
  operation: {
    method: "POST",
    path: "/risk-imports/drafts/{draftId}/rows",
    summary: "Mend one row of a draft, leave it out, or say what becomes of a duplicate",
  },
  scope: ({ tx, input }) => workspaceScopeOfDraft(tx, input.draftId),

  async execute({ tx, access, input, now }) {
    const { draftId, version, row, values, isLeftOut, onDuplicate } = input;
    const { workspaceId, member } = access;
    const at = { id: draftId, workspaceId, ownerId: member.userId, now };
    const { settings, grid } = await holdDraft(tx, at);
    if (row <= settings.headerRow || row >= grid.rows.length) {
      throw fieldError("row", "The sheet has no such row below its heads.");
    }
    const before = settings.rows[String(row)];
    const entered = Object.fromEntries(
      Object.entries(values).flatMap(([field, text]) =>
        text === undefined ? [] : [[field, (text ?? "").replaceAll("\r\n", "\n").trim()]],
      ),
    );
    const answer = {
      values: { ...before?.values, ...entered },
      isLeftOut,
      onDuplicate: onDuplicate === undefined ? (before?.onDuplicate ?? null) : onDuplicate,
    };
    const changed = { ...settings, rows: { ...settings.rows, [String(row)]: answer } };
    return {
      value: {
        draftId,
        version: await saveDraft(tx, { id: draftId, version }, { settings: changed }),
      },
      audit: [{ type: "risk-import.changed", draftId, changed: [`row ${row + 1}`] }],
    };
  },
});
