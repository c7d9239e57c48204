import * as z from "zod";
import { text } from "@/lib/kernel/fields";
import { projectId, stageId } from "@/lib/kernel/ids";
import { catalogueKey } from "@/lib/risk-catalogue/schema";
import { riskCategories, riskTreatments } from "@/lib/risks/schema";

export const listSuggestionsInput = z.strictObject({
  projectId,
  /** Only what arises in this stage. */
  stageId: stageId.optional(),
});

export const takeSuggestionInput = z.strictObject({
  projectId,
  key: catalogueKey,
  /** The stage the risk is to belong to. */
  stageId: stageId.nullable().default(null),
});

export const dismissSuggestionInput = z.strictObject({
  projectId,
  key: catalogueKey,
  reason: text("The reason", { min: 5, max: 500 }),
});

export const bringBackSuggestionInput = z.strictObject({ projectId, key: catalogueKey });

const stageView = z.object({ id: z.uuid(), number: z.number(), name: z.string() });

const suggestionView = z.object({
  key: z.string(),
  title: z.string(),
  category: z.enum(riskCategories),
  cause: z.string(),
  event: z.string(),
  consequence: z.string(),
  advice: z.string(),
  source: z.string(),
  treatment: z.enum(riskTreatments),
  /** In the steps of the matrix of the workspace. */
  likelihood: z.number(),
  impact: z.number(),
  score: z.number(),
  shade: z.number(),
  levelName: z.string(),
  /** Stages of the project it arises in; all of them for one that arises everywhere. */
  stages: z.array(stageView),
  /** The stage a risk taken over now belongs to. */
  stageId: z.uuid().nullable(),
  /** It arises in the stage the work is in, or in an earlier one. */
  isDue: z.boolean(),
});
export type SuggestionView = z.infer<typeof suggestionView>;

export const suggestionsView = z.object({
  /** What arises now first, in it the highest level first. */
  rows: z.array(suggestionView),
  dueCount: z.number(),
  dismissed: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      reason: z.string(),
      byName: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  whyNotTake: z.string().nullable(),
});
export type SuggestionsView = z.infer<typeof suggestionsView>;
