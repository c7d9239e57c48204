import type { CellSeparator, TextEncodingName } from "@/lib/kernel/spreadsheet";
import type { WordList } from "@/lib/risk-imports/rules/import-fields";
import type { DuplicateChoice } from "@/lib/risk-imports/schema/import-draft";
import type { ImportRowView } from "@/lib/risk-imports/schema/views";

export const encodingWords = {
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252 (Western European)",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16, high byte first",
  macintosh: "Mac OS Roman",
} satisfies Record<TextEncodingName, string>;

export const separatorWords = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
} satisfies Record<CellSeparator, string>;

export const duplicateWords = {
  skip: "Skip the row",
  update: "Update the risk in the register",
  add: "Add it all the same",
} satisfies Record<DuplicateChoice, string>;

export const fateWords = {
  add: "Is added",
  update: "Updates a risk",
  skip: "Is skipped",
  left_out: "Left out",
  broken: "Needs mending",
} satisfies Record<ImportRowView["fate"], string>;

export const listWords = {
  project: "Project",
  owner: "Owner",
  category: "Category",
  source: "Source",
  treatment: "Treatment",
  knowledge: "Strength of knowledge",
  likelihood: "Likelihood",
  impact: "Impact",
} satisfies Record<WordList, string>;

export function countedRows(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`;
}
