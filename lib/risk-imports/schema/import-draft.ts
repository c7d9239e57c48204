import * as z from "zod";
import { cellSeparators, textEncodings } from "@/lib/kernel/spreadsheet";
import { importFields, wordLists } from "@/lib/risk-imports/rules/import-fields";

const field = z.enum(importFields);
const wordList = z.enum(wordLists);
const place = z.number().int().min(0);

/** What to do with a row whose risk is in the register, or further up in the file. */
export const duplicateChoices = ["skip", "update", "add"] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

/** How the bytes were read; what a file of this kind has not is null. */
export const importReading = z.object({
  kind: z.enum(["csv", "xlsx"]),
  encoding: z.enum(textEncodings).nullable(),
  separator: z.enum(cellSeparators).nullable(),
  isGuessed: z.boolean(),
  sheet: z.string().nullable(),
  sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })),
});
export type ImportReading = z.infer<typeof importReading>;

/** What a person said about one row, by the place of the row in the sheet. */
const rowAnswer = z.object({
  values: z.partialRecord(field, z.string()).default({}),
  isLeftOut: z.boolean().default(false),
  onDuplicate: z.enum(duplicateChoices).nullable().default(null),
});

/** Everything a person said about the file; the rows are read anew from it each time. */
export const importSettings = z.object({
  headerRow: place,
  columns: z.partialRecord(field, place),
  /** Per list, what a word of the file stands for. */
  words: z.partialRecord(wordList, z.record(z.string(), z.string())).default({}),
  dayOrder: z.enum(["day_first", "month_first"]).nullable().default(null),
  onDuplicate: z.enum(duplicateChoices).default("skip"),
  rows: z.record(z.string(), rowAnswer).default({}),
});
export type ImportSettings = z.infer<typeof importSettings>;
