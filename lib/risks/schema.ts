import * as z from "zod";
import { day, optionalText, rowVersion, text } from "@/lib/kernel/fields";
import { projectId, riskId, stageId, userId, workspaceId } from "@/lib/kernel/ids";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";

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

const knowledgeStrengths = ["weak", "moderate", "strong"] as const;

/** Side of the square matrix. */
const MATRIX_SIZE = 5;

function step(label: string) {
  const sentence = `${label} is a step from 1 to ${MATRIX_SIZE}.`;
  return z.number({ error: sentence }).int(sentence).min(1, sentence).max(MATRIX_SIZE, sentence);
}

const level = { likelihood: step("Likelihood"), impact: step("Impact") };

const story = {
  title: text("The title", { max: 160 }),
  cause: optionalText("The cause", { max: 2000 }),
  event: optionalText("The event", { max: 2000 }),
  consequence: optionalText("The consequence", { max: 2000 }),
  category: z.enum(riskCategories, { error: "Choose a category." }),
  stageId: stageId.nullable().default(null),
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
  identifiedOn: day("The day it was identified").optional(),
});

export const updateRiskInput = riskRef.extend({
  ...story,
  knowledge: z.enum(knowledgeStrengths).default("moderate"),
  version: rowVersion,
});

export const rateRiskInput = riskRef.extend({
  kind: z.enum(riskLevelKinds),
  ...level,
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
  ownerId: z.uuid().optional(),
  stageId: z.uuid().optional(),
  likelihood: step("Likelihood").optional(),
  impact: step("Impact").optional(),
  aboveAppetite: z.boolean().default(false),
  /** Open and past the due date of its treatment. */
  overdue: z.boolean().default(false),
};

export const listProjectRisksInput = z.strictObject({ projectId, ...filters, ...pageInput });
export const listWorkspaceRisksInput = z.strictObject({
  workspaceId,
  projectId: projectId.optional(),
  /** Projects have stages of their own; across them only the number means the same. */
  stageNumber: z.number().int().min(1).max(99).optional(),
  ...filters,
  ...pageInput,
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

const levelView = z.object({ likelihood: z.number(), impact: z.number(), score: z.number() });

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
  ownerName: z.string(),
  current: levelView,
  inherent: levelView,
  residual: levelView.nullable(),
  isAboveAppetite: z.boolean(),
  treatment: z.enum(riskTreatments),
  dueOn: z.iso.date().nullable(),
  isOverdue: z.boolean(),
  status: z.enum(riskStatuses),
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

/**
 * A page of risks with the picture of the register. The picture and the counts
 * follow category, owner and stage, not the views they lead to.
 */
export const riskRegisterView = pageOf(riskRowView).extend({
  appetite: z.number(),
  heatMap: heatMapView,
  moves: riskMovesView,
  counts: z.object({
    open: z.number(),
    accepted: z.number(),
    closed: z.number(),
    aboveAppetite: z.number(),
    overdue: z.number(),
  }),
});
export type RiskRegisterView = z.infer<typeof riskRegisterView>;

export const riskView = riskRowView.extend({
  version: z.number(),
  cause: z.string(),
  event: z.string(),
  consequence: z.string(),
  stageId: z.uuid().nullable(),
  ownerId: z.uuid(),
  knowledge: z.enum(knowledgeStrengths),
  treatmentNote: z.string(),
  identifiedOn: z.iso.date(),
  raisedByName: z.string(),
  closedReason: z.string(),
  appetite: z.number(),
  changes: z.array(
    z.object({
      kind: z.enum(riskLevelKinds),
      likelihood: z.number(),
      impact: z.number(),
      reason: z.string(),
      byName: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
  stages: z.array(z.object({ id: z.uuid(), number: z.number(), name: z.string() })),
  whyNotEdit: z.string().nullable(),
});
export type RiskView = z.infer<typeof riskView>;

export const riskOptionsInput = z.strictObject({ projectId });

/** What the form of a new risk and the filters of a register offer. */
export const riskOptionsView = z.object({
  projectName: z.string(),
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
  stages: z.array(z.object({ id: z.uuid(), number: z.number(), name: z.string() })),
  readerId: z.uuid(),
  whyNotRaise: z.string().nullable(),
});
export type RiskOptionsView = z.infer<typeof riskOptionsView>;
