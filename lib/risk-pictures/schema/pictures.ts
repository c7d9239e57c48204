import * as z from "zod";
import { projectId, workspaceId } from "@/lib/kernel/ids";
import { periods } from "@/lib/risk-pictures/rules/periods";
import { riskCategories } from "@/lib/risks/schema";
import { matrixView } from "@/lib/risks/schema/matrix";

const narrowed = {
  category: z.enum(riskCategories).optional(),
  period: z.enum(periods).default("half"),
};

export const projectPicturesInput = z.strictObject({ projectId, ...narrowed });
export const workspacePicturesInput = z.strictObject({
  workspaceId,
  projectId: projectId.optional(),
  ...narrowed,
});

/** How things stood when a day ended, and what had happened since the point before. */
const burnDownPoint = z.object({
  on: z.iso.date(),
  open: z.number(),
  accepted: z.number(),
  /** Current scores of open and accepted risks, in the steps of the matrix of today. */
  score: z.number(),
  raised: z.number(),
  reopened: z.number(),
  closed: z.number(),
});
export type BurnDownPoint = z.infer<typeof burnDownPoint>;

const shareFacts = {
  /** Open and accepted ones. */
  count: z.number(),
  /** Open and above the appetite line. */
  above: z.number(),
  inherent: z.number(),
  current: z.number(),
};

const categoryShare = z.object({ category: z.enum(riskCategories), ...shareFacts });

/** A project across projects, a stage inside of one; null belongs to no stage, or is all the rest. */
const placeShare = z.object({ id: z.uuid().nullable(), name: z.string(), ...shareFacts });

const agedView = z.object({
  level: z.number(),
  /** From 0, the youngest. */
  band: z.number(),
  count: z.number(),
});

const oldestView = z.object({
  id: z.uuid(),
  number: z.number(),
  title: z.string(),
  projectId: z.uuid(),
  projectKey: z.string(),
  days: z.number(),
});

/** Days from raising to the first time a risk was closed, accepted or brought within the appetite. */
const treatedView = z.object({
  level: z.number(),
  cases: z.number(),
  /** Raised at this level and not treated yet: their days are not in the figures. */
  waiting: z.number(),
  least: z.number().nullable(),
  lower: z.number().nullable(),
  median: z.number().nullable(),
  upper: z.number().nullable(),
  most: z.number().nullable(),
});
export type TreatedView = z.infer<typeof treatedView>;

export const riskPicturesView = z.object({
  matrix: matrixView,
  /** Days from one point to the next. */
  stepDays: z.number(),
  burnDown: z.array(burnDownPoint),
  categories: z.array(categoryShare),
  places: z.array(placeShare),
  ages: z.array(agedView),
  oldest: oldestView.nullable(),
  treated: z.array(treatedView),
});
export type RiskPicturesView = z.infer<typeof riskPicturesView>;
