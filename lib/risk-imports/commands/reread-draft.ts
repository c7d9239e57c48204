import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { readSpreadsheet } from "@/lib/platform/spreadsheets/read-spreadsheet";
import { rereadDraftInput } from "@/lib/risk-imports/schema/inputs";
import {
  holdDraft,
  loadDraftFile,
  readingOf,
  saveDraft,
  settingsFor,
  workspaceScopeOfDraft,
} from "@/lib/risk-imports/store/drafts";

/** Reads the file again, as another sheet, in other letters, with other separators or below another row of heads. */
export const rereadDraft = defineCommand({
  name: "risk-import.reread",
  permission: "risk:import",
  input: rereadDraftInput,
  operation: {
    method: "POST",
    path: "/risk-imports/drafts/{draftId}/reading",
    summary: "Read the file of a draft again: another sheet, encoding, separator or row of heads",
  },
  scope: ({ tx, input }) => workspaceScopeOfDraft(tx, input.draftId),

  async execute({ tx, access, input, now }) {
    const { draftId, version, headerRow, ...choice } = input;
    const { workspaceId, member } = access;
    const at = { id: draftId, workspaceId, ownerId: member.userId, now };
    const draft = await holdDraft(tx, at);
    const read = await readSpreadsheet(await loadDraftFile(tx, draftId), choice);
    const { grid } = read;
    if (headerRow !== null && headerRow > grid.rows.length) {
      throw fieldError("headerRow", `The sheet has ${grid.rows.length} rows.`);
    }
    const settings = settingsFor(grid, {
      headerRow: headerRow === null ? null : headerRow - 1,
      before: draft.settings,
    });
    const saved = { settings, grid, reading: readingOf(read) };
    return {
      value: { draftId, version: await saveDraft(tx, { id: draftId, version }, saved) },
      audit: [{ type: "risk-import.changed", draftId, changed: ["how the file is read"] }],
    };
  },
});
