import * as z from "zod";
import { optionalText, text } from "@/lib/kernel/fields";
import { workspaceId } from "@/lib/kernel/ids";
import {
  entriesMax,
  importBytesMax,
  placesMax,
  stepsOfAnEntry,
} from "@/lib/risk-catalogue/rules/limits";
import { riskCategories, riskTreatments } from "@/lib/risks/schema";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const catalogueKey = z
  .string({ error: "The key is needed." })
  .trim()
  .min(1, "The key is needed.")
  .max(60, "The key may have at most 60 characters.")
  .regex(SLUG, "The key has small letters, digits and single hyphens, as in label-quality.");

/** Stages and tasks go by the keys of playbooks, so that one entry serves every project. */
function places(label: string) {
  const sentence = `${label} are keys of playbooks, as in data-preparation.`;
  const key = z.string({ error: sentence }).trim().max(80, sentence).regex(SLUG, sentence);
  return z
    .array(key, { error: `${label} are a list of keys.` })
    .max(placesMax, `${label} are too many.`);
}

function step(label: string) {
  const sentence = `${label} is a whole number from 1 to ${stepsOfAnEntry}.`;
  return z.number({ error: sentence }).int(sentence).min(1, sentence).max(stepsOfAnEntry, sentence);
}

function oneOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

const facts = {
  title: text("The title", { max: 160 }),
  category: z.enum(riskCategories, { error: `The category is one of ${oneOf(riskCategories)}.` }),
  cause: optionalText("The cause", { max: 2000 }),
  event: optionalText("The event", { max: 2000 }),
  consequence: optionalText("The consequence", { max: 2000 }),
  stages: places("Stages").default([]),
  tasks: places("Tasks").default([]),
  likelihood: step("Likelihood"),
  impact: step("Impact"),
  treatment: z.enum(riskTreatments, {
    error: `The treatment is one of ${oneOf(riskTreatments)}.`,
  }),
  advice: optionalText("The advice", { max: 4000 }),
  source: optionalText("The source", { max: 500 }),
};

const catalogueEntry = z.strictObject(
  { key: catalogueKey, ...facts },
  { error: "Each risk is a block of fields that begins with its key." },
);
export type CatalogueEntry = z.infer<typeof catalogueEntry>;

/** What a file holds. */
export const catalogueFile = z.strictObject(
  {
    risks: z
      .array(catalogueEntry, { error: "The file has a list under the key risks." })
      .min(1, "The list of risks is empty.")
      .max(entriesMax, `A file may hold at most ${entriesMax} risks.`),
  },
  { error: "The file has a list under the key risks." },
);

/** Where an entry comes from: as shipped, of one's own, or in the place of a shipped one. */
const entryOrigins = ["shipped", "own", "replaced"] as const;
export type EntryOrigin = (typeof entryOrigins)[number];

/** What somebody looked at before they changed it; absent for what is new. */
const seen = z.string().regex(/^[0-9a-f]{64}$/, "What you looked at is missing. Look again.");

const ofWorkspace = { workspaceId };
const ofEntry = z.strictObject({ ...ofWorkspace, key: catalogueKey, seen });

export const listCatalogueInput = z.strictObject({
  ...ofWorkspace,
  category: z.enum(riskCategories).optional(),
  /** Words that stand in the title, the text or the key. */
  text: z.string().trim().max(100, "Search for at most 100 characters.").optional(),
  /** Of the workspace's own only. */
  own: z.boolean().default(false),
  retired: z.boolean().default(false),
  /** An entry to show beside the list, whatever the filter. */
  key: z.string().max(60).optional(),
});

export const saveEntryInput = z.strictObject({
  ...ofWorkspace,
  /** Made of the title where it is left out; it never changes. */
  key: catalogueKey.optional(),
  ...facts,
  seen: seen.optional(),
});

export const retireEntryInput = ofEntry;
export const reinstateEntryInput = ofEntry;
export const restoreShippedInput = ofEntry;

const source = z
  .string({ error: "The text is needed." })
  .min(1, "The text is needed.")
  .max(importBytesMax, "The text may be at most 1 MB.")
  .refine((value) => !value.includes("\u0000") && value.isWellFormed(), {
    error: "The text holds characters that are not text. Save the file as UTF-8 and try again.",
  });

export const previewCatalogueInput = z.strictObject({ ...ofWorkspace, source });
export const importCatalogueInput = z.strictObject({
  ...ofWorkspace,
  source,
  /** Of the preview that was looked at; absent imports without one, as a script does. */
  seen: seen.optional(),
});

export const exportCatalogueInput = z.strictObject({
  ...ofWorkspace,
  /** What the workspace wrote itself, or everything that is suggested. */
  extent: z.enum(["own", "whole"]).default("own"),
});
export const exportCatalogueView = z.object({ fileName: z.string(), source: z.string() });

const entryView = z.object({
  key: z.string(),
  title: z.string(),
  category: z.enum(riskCategories),
  cause: z.string(),
  event: z.string(),
  consequence: z.string(),
  stages: z.array(z.string()),
  tasks: z.array(z.string()),
  likelihood: z.number(),
  impact: z.number(),
  treatment: z.enum(riskTreatments),
  advice: z.string(),
  source: z.string(),
  origin: z.enum(entryOrigins),
  isRetired: z.boolean(),
  /** Who saved it when; null for what is shipped. */
  saved: z.object({ byName: z.string(), at: z.iso.datetime() }).nullable(),
  seen: z.string(),
});
export type EntryView = z.infer<typeof entryView>;

const problem = z.object({ line: z.number(), column: z.number(), message: z.string() });

/** A place an entry may name, in words: its stages and tasks bear the names of the playbooks. */
const placeView = z.object({ key: z.string(), name: z.string() });
export type PlaceView = z.infer<typeof placeView>;

export const catalogueView = z.object({
  rows: z.array(entryView),
  opened: entryView.nullable(),
  /** Of what is suggested, whatever the filter. */
  counts: z.object({
    all: z.number(),
    own: z.number(),
    retired: z.number(),
    categories: z.array(z.object({ category: z.enum(riskCategories), count: z.number() })),
  }),
  stages: z.array(placeView),
  tasks: z.array(placeView),
  /** Shipped files that cannot be read, with the lines to mend. */
  broken: z.array(z.object({ file: z.string(), problems: z.array(problem) })),
  whyNotChange: z.string().nullable(),
});
export type CatalogueView = z.infer<typeof catalogueView>;

const importOutcomes = ["new", "changed", "same"] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

export const cataloguePreviewView = z.object({
  problems: z.array(problem),
  rows: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      line: z.number(),
      outcome: z.enum(importOutcomes),
      /** Fields that get another value. */
      changed: z.array(z.string()),
      /** Whether it would stand in the place of a shipped entry. */
      replacesShipped: z.boolean(),
    }),
  ),
  seen: z.string(),
});
export type CataloguePreviewView = z.infer<typeof cataloguePreviewView>;
