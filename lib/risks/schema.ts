import * as z from "zod";
import { day, optionalText, rowVersion, text } from "@/lib/kernel/fields";
import { gateId, projectId, riskId, stageId, userId, workspaceId } from "@/lib/kernel/ids";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";
import { sides } from "@/lib/risks/rules/matrix-bounds";
import { matrixView } from "@/lib/risks/schema/matrix";
import { mappedLevels, registerSorts } from "@/lib/risks/schema/register-words";
import { reviewView } from "@/lib/risks/schema/review-view";

export const riskCategories = [
  "data",
  "model",
  "fairness",
  "explainability",
  "privacy_legal",
  "security",
  "operations",
  "infrastructure",
  "people_adoption",
  "vendor",
  "ml_technical_debt",
] as const;
export type RiskCategory = (typeof riskCategories)[number];

export const riskTreatments = ["avoid", "mitigate", "transfer", "accept"] as const;
export type RiskTreatment = (typeof riskTreatments)[number];

export const riskStatuses = ["open", "accepted", "closed"] as const;
export type RiskStatus = (typeof riskStatuses)[number];

const riskLevelKinds = ["inherent", "current", "residual"] as const;
export type RiskLevelKind = (typeof riskLevelKinds)[number];

export const knowledgeStrengths = ["weak", "moderate", "strong"] as const;
export type KnowledgeStrength = (typeof knowledgeStrengths)[number];

export const riskSources = [
  "person",
  "review",
  "metric",
  "incident",
  "catalogue",
  "import",
] as const;
export type RiskSource = (typeof riskSources)[number];

/** As far as any matrix reaches; the command asks the one of the workspace. */
function step(label: string) {
  const sentence = `${label} is a step of the matrix, counted from 1.`;
  return z.number({ error: sentence }).int(sentence).min(1, sentence).max(sides.max, sentence);
}

export const level = { likelihood: step("Likelihood"), impact: step("Impact") };

const story = {
  title: text("The title", { max: 160 }),
  cause: optionalText("The cause", { max: 2000 }),
  event: optionalText("The event", { max: 2000 }),
  consequence: optionalText("The consequence", { max: 2000 }),
  category: z.enum(riskCategories, { error: "Choose a category." }),
  stageId: stageId.nullable().default(null),
  gateId: gateId.nullable().default(null),
  ownerId: userId,
};

const treating = {
  treatment: z.enum(riskTreatments, { error: "Choose a treatment." }),
  treatmentNote: optionalText("The treatment", { max: 4000 }),
  dueOn: day("The due date").nullable().default(null),
};

export const riskRef = z.strictObject({ riskId });

export const raiseRiskInput = z.strictObject({
  projectId,
  ...story,
  ...level,
  ...treating,
  knowledge: z.enum(knowledgeStrengths).default("moderate"),
  /** Where it was noticed; taking over from the catalogue and importing say so themselves. */
  source: z.enum(["person", "review", "metric", "incident"]).default("person"),
  identifiedOn: day("The day it was identified").optional(),
});

export const updateRiskInput = riskRef.extend({
  ...story,
  version: rowVersion,
});

export const rateRiskInput = riskRef.extend({
  kind: z.enum(riskLevelKinds),
  ...level,
  /** Absent where it did not change. */
  knowledge: z.enum(knowledgeStrengths).optional(),
  reason: text("The reason", { min: 5, max: 2000 }),
  version: rowVersion,
});

export const treatRiskInput = riskRef.extend({ ...treating, version: rowVersion });

export const closeRiskInput = riskRef.extend({
  reason: text("The reason", { min: 5, max: 2000 }),
  version: rowVersion,
});
export const reopenRiskInput = riskRef.extend({
  reason: text("The reason", { min: 5, max: 2000 }),
  version: rowVersion,
});

const filters = {
  status: z.enum(riskStatuses).optional(),
  category: z.enum(riskCategories).optional(),
  treatment: z.enum(riskTreatments).optional(),
  source: z.enum(riskSources).optional(),
  /** Of the matrix of the workspace, 1 is the lowest. */
  band: z.number().int().min(1).max(6).optional(),
  gateId: z.uuid().optional(),
  ownerId: z.uuid().optional(),
  stageId: z.uuid().optional(),
  likelihood: step("Likelihood").optional(),
  impact: step("Impact").optional(),
  /** Which level places a risk in the heat map and in its cells; without a residual one it stands where it is. */
  map: z.enum(mappedLevels).default("current"),
  aboveAppetite: z.boolean().default(false),
  /** Open and past the due date of its treatment. */
  overdue: z.boolean().default(false),
  /** Not closed, and its next review is past due. */
  reviewOverdue: z.boolean().default(false),
};

const listed = { ...filters, sort: z.enum(registerSorts).default("score"), ...pageInput };

export const listProjectRisksInput = z.strictObject({ projectId, ...listed });
export const listWorkspaceRisksInput = z.strictObject({
  workspaceId,
  projectId: projectId.optional(),
  /** Projects have stages of their own; across them only the number means the same. */
  stageNumber: z.number().int().min(1).max(99).optional(),
  ...listed,
});
export const riskFacetsInput = z.strictObject({
  workspaceId,
  /** Offered in any case: what the register is narrowed to already. */
  projectId: z.uuid().optional(),
  ownerId: z.uuid().optional(),
});

/**
 * What the register across projects can be narrowed to: only what some risk
 * has, and of projects and owners the fifty with the most open risks.
 */
export const riskFacetsView = z.object({
  projects: z.array(z.object({ id: z.uuid(), name: z.string() })),
  owners: z.array(z.object({ id: z.uuid(), name: z.string() })),
  stages: z.array(z.number()),
});
export type RiskFacetsView = z.infer<typeof riskFacetsView>;

const levelView = z.object({
  likelihood: z.number(),
  impact: z.number(),
  score: z.number(),
  /** What the matrix calls it, and its colour from 1 to 5. */
  name: z.string(),
  shade: z.number(),
});

const riskRowView = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  category: z.enum(riskCategories),
  projectId: z.uuid(),
  projectKey: z.string(),
  projectName: z.string(),
  stageNumber: z.number().nullable(),
  stageName: z.string().nullable(),
  gateCode: z.string().nullable(),
  ownerName: z.string().nullable(),
  current: levelView,
  inherent: levelView,
  residual: levelView.nullable(),
  isAboveAppetite: z.boolean(),
  treatment: z.enum(riskTreatments),
  dueOn: z.iso.date().nullable(),
  isOverdue: z.boolean(),
  reviewDueOn: z.iso.date().nullable(),
  isReviewOverdue: z.boolean(),
  status: z.enum(riskStatuses),
  /** Tied to a metric or to evidence: its level moves by itself. */
  isWatched: z.boolean(),
});
export type RiskRowView = z.infer<typeof riskRowView>;

const placeView = z.object({ likelihood: z.number(), impact: z.number() });

/** Living risks per cell of the matrix; cells without a risk are left out. */
const heatMapView = z.array(
  placeView.extend({
    count: z.number(),
    /** The first numbers of a project's risks in the cell; empty across projects. */
    numbers: z.array(z.number()),
  }),
);

/** How many living risks went from one cell, where they were raised, to another. */
const riskMovesView = z.array(z.object({ from: placeView, to: placeView, count: z.number() }));
export type RiskMovesView = z.infer<typeof riskMovesView>;

/** Score of the living risks bound to a gate; null is what is bound to none. */
const gateShareView = z.object({
  id: z.uuid().nullable(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  count: z.number(),
  score: z.number(),
  /** The gate the project stands before. */
  isNext: z.boolean(),
});

/**
 * A page of risks with the picture of the register. The picture and the counts
 * follow category, owner and stage, not the views they lead to.
 */
export const riskRegisterView = pageOf(riskRowView).extend({
  matrix: matrixView,
  heatMap: heatMapView,
  moves: riskMovesView,
  counts: z.object({
    open: z.number(),
    accepted: z.number(),
    closed: z.number(),
    aboveAppetite: z.number(),
    overdue: z.number(),
    reviewOverdue: z.number(),
    /** Overdue ones and those of today. */
    reviewDue: z.number(),
  }),
  /** Scores of the living risks added up: as they were raised, as they are, and once treated. */
  totals: z.object({ inherent: z.number(), current: z.number(), residual: z.number() }),
  /** Of one project; empty across projects. */
  gates: z.array(gateShareView),
});
export type RiskRegisterView = z.infer<typeof riskRegisterView>;

const gateChoice = z.object({ id: z.uuid(), code: z.string(), name: z.string() });

export const riskView = riskRowView.extend({
  version: z.number(),
  cause: z.string(),
  event: z.string(),
  consequence: z.string(),
  stageId: z.uuid().nullable(),
  gateId: z.uuid().nullable(),
  ownerId: z.uuid().nullable(),
  source: z.enum(riskSources),
  reviewedAt: z.iso.datetime().nullable(),
  knowledge: z.enum(knowledgeStrengths),
  treatmentNote: z.string(),
  identifiedOn: z.iso.date(),
  raisedByName: z.string(),
  closedReason: z.string(),
  matrix: matrixView,
  changes: z.array(
    z.object({
      kind: z.enum(riskLevelKinds),
      likelihood: z.number(),
      impact: z.number(),
      shade: z.number(),
      knowledge: z.enum(knowledgeStrengths).nullable(),
      reason: z.string(),
      /** Null where Waymark itself did it. */
      byName: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
  /** Newest first. */
  reviews: z.array(reviewView),
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
  stages: z.array(z.object({ id: z.uuid(), number: z.number(), name: z.string() })),
  gates: z.array(gateChoice),
  whyNotEdit: z.string().nullable(),
});
export type RiskView = z.infer<typeof riskView>;

export const riskOptionsInput = z.strictObject({ projectId });

/** What the form of a new risk and the filters of a register offer. */
export const riskOptionsView = z.object({
  projectName: z.string(),
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
  stages: z.array(z.object({ id: z.uuid(), number: z.number(), name: z.string() })),
  gates: z.array(gateChoice),
  matrix: matrixView,
  readerId: z.uuid(),
  whyNotRaise: z.string().nullable(),
});
export type RiskOptionsView = z.infer<typeof riskOptionsView>;
