import * as z from "zod";
import { day, rowVersion } from "@/lib/kernel/fields";
import { riskId, userId, workspaceId } from "@/lib/kernel/ids";
import { riskCategories, riskStatuses, riskTreatments } from "@/lib/risks/schema";

/** How many risks may be changed at once: what a person can read through beforehand. */
const MOST = 200;
const tooMany = `Choose at most ${MOST} risks at once.`;

/** What the chosen risks are to have in common; what is absent stays as it is. */
const changes = {
  ownerId: userId.optional(),
  category: z.enum(riskCategories).optional(),
  treatment: z.enum(riskTreatments).optional(),
  reviewDueOn: day("The day of the review").optional(),
};

export const editRisksInput = z.strictObject({
  workspaceId,
  risks: z
    .array(z.strictObject({ riskId, version: rowVersion }), { error: "Choose at least one risk." })
    .min(1, "Choose at least one risk.")
    .max(MOST, tooMany),
  ...changes,
});

export const previewEditInput = z.strictObject({
  workspaceId,
  riskIds: z.array(riskId).min(1, "Choose at least one risk.").max(MOST, tooMany),
  ...changes,
});

const changeView = z.object({ field: z.string(), from: z.string(), to: z.string() });
export type RiskChange = z.infer<typeof changeView>;

export const editPreviewView = z.object({
  rows: z.array(
    z.object({
      riskId: z.uuid(),
      version: z.number(),
      key: z.string(),
      title: z.string(),
      projectName: z.string(),
      status: z.enum(riskStatuses),
      changes: z.array(changeView),
      whyNot: z.string().nullable(),
    }),
  ),
  /** Chosen, and not there for this reader. */
  missing: z.number(),
  /** Who owns risks or could, in the projects of the chosen ones. */
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type EditPreviewView = z.infer<typeof editPreviewView>;
