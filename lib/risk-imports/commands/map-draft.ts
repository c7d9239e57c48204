import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { type ImportField, plain } from "@/lib/risk-imports/rules/import-fields";
import type { ImportSettings } from "@/lib/risk-imports/schema/import-draft";
import { mapDraftInput } from "@/lib/risk-imports/schema/inputs";
import { holdDraft, saveDraft, workspaceScopeOfDraft } from "@/lib/risk-imports/store/drafts";

/** Says which column is which field, what words stand for, and how days and duplicates are meant. */
export const mapDraft = defineCommand({
  name: "risk-import.map",
  permission: "risk:import",
  input: mapDraftInput,
  operation: {
    method: "PATCH",
    path: "/risk-imports/drafts/{draftId}",
    summary:
      "Choose the columns of a draft, what its words stand for, and what happens to duplicates",
  },
  scope: ({ tx, input }) => workspaceScopeOfDraft(tx, input.draftId),

  async execute({ tx, access, input, now }) {
    const { draftId, version, columns, words, dayOrder, onDuplicate } = input;
    const { workspaceId, member } = access;
    const at = { id: draftId, workspaceId, ownerId: member.userId, now };
    const { settings } = await holdDraft(tx, at);
    const changed = {
      ...settings,
      columns: columns === undefined ? settings.columns : withColumns(settings.columns, columns),
      words: withWords(settings.words, words),
      dayOrder: dayOrder === undefined ? settings.dayOrder : dayOrder,
      onDuplicate: onDuplicate ?? settings.onDuplicate,
    };
    demandOneField(changed.columns);
    const names = [
      ...(columns === undefined ? [] : ["columns"]),
      ...(words.length === 0 ? [] : ["words"]),
      ...(dayOrder === undefined ? [] : ["order of days"]),
      ...(onDuplicate === undefined ? [] : ["duplicates"]),
    ];
    return {
      value: {
        draftId,
        version: await saveDraft(tx, { id: draftId, version }, { settings: changed }),
      },
      audit: [{ type: "risk-import.changed", draftId, changed: names }],
    };
  },
});

type Columns = ImportSettings["columns"];

function withColumns(
  before: Columns,
  chosen: Partial<Record<ImportField, number | null | undefined>>,
): Columns {
  const after = { ...before };
  for (const [field, column] of Object.entries(chosen) as [ImportField, number | null][]) {
    if (column === null) {
      delete after[field];
    } else if (column !== undefined) {
      after[field] = column;
    }
  }
  return after;
}

/** Two fields out of one column would say the same twice; the second is named. */
function demandOneField(columns: Columns): void {
  const taken = new Set<number>();
  for (const [field, column] of Object.entries(columns)) {
    if (taken.has(column)) {
      throw fieldError(
        `columns.${field}`,
        "This column is used for another field already. Choose another one, or none.",
      );
    }
    taken.add(column);
  }
}

type Words = ImportSettings["words"];
type Answer = { list: keyof Words & string; word: string; value: string };

function withWords(before: Words, answers: readonly Answer[]): Words {
  const after = { ...before };
  for (const { list, word, value } of answers) {
    const { [plain(word)]: _, ...others } = after[list] ?? {};
    after[list] = value === "" ? others : { ...others, [plain(word)]: value };
  }
  return after;
}
