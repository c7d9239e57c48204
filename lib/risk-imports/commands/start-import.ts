import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { readSpreadsheet } from "@/lib/platform/spreadsheets/read-spreadsheet";
import { startImportInput } from "@/lib/risk-imports/schema/inputs";
import { insertDraft } from "@/lib/risk-imports/store/drafts";

const found = { sheet: null, encoding: null, separator: null };

/** Reads a spreadsheet into a draft of one's own. Nothing reaches the register. */
export const startImport = defineCommand({
  name: "risk-import.start",
  permission: "risk:import",
  input: startImportInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-imports",
    summary: "Send a spreadsheet of risks; it is read into a draft and nothing is imported yet",
    maxBodyMb: 15,
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access, input, now }) {
    const bytes = Buffer.from(input.file, "base64");
    if (bytes.length === 0) {
      throw fieldError("file", "The file is empty.");
    }
    const read = await readSpreadsheet(bytes, found);
    const { fileName } = input;
    const { id, fileSha256 } = await insertDraft(tx, {
      workspaceId: access.workspaceId,
      ownerId: access.member.userId,
      fileName,
      bytes,
      read,
      now,
    });
    return {
      value: { draftId: id, version: 1 },
      audit: [
        { type: "risk-import.started", draftId: id, fileName, fileSha256, bytes: bytes.length },
      ],
    };
  },
});
