import * as z from "zod";
import { rowVersion, text } from "@/lib/kernel/fields";
import { importDraftId, importId, workspaceId } from "@/lib/kernel/ids";
import { cellSeparators, textEncodings, tooLargeFile } from "@/lib/kernel/spreadsheet";
import { type ImportField, importFields, wordLists } from "@/lib/risk-imports/rules/import-fields";
import { duplicateChoices } from "./import-draft";

const place = z.number({ error: "Choose one of the columns of the file." }).int().min(0).max(99);
const rowPlace = z.number().int().min(0).max(10_000);
const onDuplicate = z.enum(duplicateChoices, {
  error: "Choose whether to skip, update or add what is there already.",
});

export const draftRef = z.strictObject({ draftId: importDraftId });
export const importRef = z.strictObject({ importId });
export const listImportsInput = z.strictObject({ workspaceId });

export const startImportInput = z.strictObject({
  workspaceId,
  fileName: text("The name of the file", { max: 200 }),
  /** The bytes of the file in base64. */
  file: z.base64({ error: "Send the bytes of the file in base64." }).max(14_000_000, tooLargeFile),
});

export const rereadDraftInput = draftRef.extend({
  sheet: z.string().max(200).nullable().default(null),
  encoding: z.enum(textEncodings).nullable().default(null),
  separator: z.enum(cellSeparators).nullable().default(null),
  /** The row with the names of the columns, counted from 1; absent finds it out. */
  headerRow: z.number().int().min(1).max(5000).nullable().default(null),
  version: rowVersion,
});

/** One member per field, so that a form and OpenAPI can name them. */
const columns = z.strictObject(
  Object.fromEntries(importFields.map((field) => [field, place.nullable().optional()])) as Record<
    ImportField,
    z.ZodOptional<z.ZodNullable<typeof place>>
  >,
);

export const mapDraftInput = draftRef.extend({
  /** Counted from 0; null leaves a field without a column, absent keeps it as it is. */
  columns: columns.optional(),
  /** What words of the file stand for, each for every row that has it; an empty value forgets it. */
  words: z
    .array(
      z.strictObject({
        list: z.enum(wordLists),
        word: z.string().max(4000),
        value: z.string().max(200),
      }),
    )
    .max(500)
    .default([]),
  dayOrder: z.enum(["day_first", "month_first"]).nullable().optional(),
  onDuplicate: onDuplicate.optional(),
  version: rowVersion,
});

/** Null empties the cell, as a form sends it. */
const cell = z.string().max(10_000).nullable();

export const mendRowInput = draftRef.extend({
  /** Place of the row in the sheet, counted from 0. */
  row: rowPlace,
  /** Stand in the place of the cells; absent fields keep what was entered before. */
  values: z
    .strictObject(
      Object.fromEntries(importFields.map((field) => [field, cell.optional()])) as Record<
        ImportField,
        z.ZodOptional<typeof cell>
      >,
    )
    .default({}),
  isLeftOut: z.boolean().default(false),
  /** Absent keeps what was chosen before. */
  onDuplicate: onDuplicate.nullable().optional(),
  version: rowVersion,
});

export const shownRows = ["problems", "duplicates", "all"] as const;
export type ShownRows = (typeof shownRows)[number];

export const getDraftInput = draftRef.extend({
  /** Absent shows what needs mending, or all where nothing does. */
  show: z.enum(shownRows).optional(),
  from: z.number().int().min(0).default(0),
});

/** How many risks the person saw would be written: if it changed meanwhile, nothing is. */
export const finishImportInput = draftRef.extend({
  add: z.number().int().min(0),
  update: z.number().int().min(0),
});
