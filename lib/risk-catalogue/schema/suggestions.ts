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

/** Whether it arises in the stage the work is in, in an earlier one, or only in one to come. */
export const suggestedWhen = ["now", "earlier", "later"] as const;
export type SuggestedWhen = (typeof suggestedWhen)[number];

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
  /** Taken over as it is, it holds the gates that ask for risks within appetite. */
  isAboveAppetite: z.boolean(),
  /** Stages of the project it arises in; all of them for one that arises everywhere. */
  stages: z.array(stageView),
  /** The stage a risk taken over now belongs to. */
  stageId: z.uuid().nullable(),
  when: z.enum(suggestedWhen),
});
export type SuggestionView = z.infer<typeof suggestionView>;

export const suggestionsView = z.object({
  /** What arises now first, in it the highest level first. */
  rows: z.array(suggestionView),
  /** How many arise in the stage the work is in. */
  nowCount: z.number(),
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
