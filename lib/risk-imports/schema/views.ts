import * as z from "zod";
import { importFields, wordLists } from "@/lib/risk-imports/rules/import-fields";
import { duplicateChoices, importReading } from "./import-draft";
import { shownRows } from "./inputs";

const field = z.enum(importFields);
const list = z.enum(wordLists);
const choice = z.object({ value: z.string(), label: z.string() });

const rowView = z.object({
  /** As the spreadsheet counts it, from 1. */
  number: z.number(),
  row: z.number(),
  fate: z.enum(["add", "update", "skip", "left_out", "broken"]),
  texts: z.partialRecord(field, z.string()),
  problems: z.array(z.object({ field, message: z.string() })),
  remarks: z.array(z.string()),
  duplicate: z
    .object({
      /** What it repeats, in words. */
      of: z.string(),
      isInRegister: z.boolean(),
      choice: z.enum(duplicateChoices),
    })
    .nullable(),
});
export type ImportRowView = z.infer<typeof rowView>;

export const draftView = z.object({
  id: z.uuid(),
  version: z.number(),
  fileName: z.string(),
  expiresAt: z.iso.datetime(),
  /** Where it is in the register already. */
  importId: z.uuid().nullable(),
  reading: importReading,
  /** Counted from 1. */
  headerRow: z.number(),
  heads: z.array(
    z.object({
      column: z.number(),
      /** `D`, as the spreadsheet calls it. */
      name: z.string(),
      head: z.string(),
      samples: z.array(z.string()),
    }),
  ),
  doubledHeads: z.array(z.string()),
  columns: z.partialRecord(field, z.number()),
  dayOrder: z.enum(["day_first", "month_first"]).nullable(),
  /** Some day can be read in two ways, and nothing in the file tells. */
  asksDayOrder: z.boolean(),
  onDuplicate: z.enum(duplicateChoices),
  /** Words to choose a meaning for, and the ones that have one from a person. */
  words: z.array(
    z.object({ list, text: z.string(), count: z.number(), value: z.string().nullable() }),
  ),
  choices: z.record(list, z.array(choice)),
  counts: z.object({
    all: z.number(),
    add: z.number(),
    update: z.number(),
    skip: z.number(),
    leftOut: z.number(),
    broken: z.number(),
    duplicates: z.number(),
  }),
  show: z.enum(shownRows),
  rows: z.array(rowView),
  /** How many rows the chosen part has, and where the next page of it begins. */
  shown: z.number(),
  next: z.number().nullable(),
});
export type DraftView = z.infer<typeof draftView>;

export const importView = z.object({
  id: z.uuid(),
  fileName: z.string(),
  importedAt: z.iso.datetime(),
  importedByName: z.string(),
  added: z.number(),
  updated: z.number(),
  contentSha256: z.string(),
  projects: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
  undoneAt: z.iso.datetime().nullable(),
  undoUntil: z.iso.datetime(),
  whyNotUndo: z.string().nullable(),
});
export type ImportView = z.infer<typeof importView>;

export const importListView = z.object({
  drafts: z.array(z.object({ id: z.uuid(), fileName: z.string(), createdAt: z.iso.datetime() })),
  imports: z.array(
    z.object({
      id: z.uuid(),
      fileName: z.string(),
      importedAt: z.iso.datetime(),
      added: z.number(),
      updated: z.number(),
      isUndone: z.boolean(),
    }),
  ),
  /** A sentence for somebody who raises risks nowhere. */
  whyNotImport: z.string().nullable(),
});
export type ImportListView = z.infer<typeof importListView>;
