import * as z from "zod";
import { assuranceLevels } from "@/lib/playbooks/rules/assurance-levels";
import { criterionBase, leafCriteria } from "@/lib/playbooks/schema/leaf-criteria";
import {
  evidenceKinds,
  fromLevel,
  role,
  sentence,
  slug,
  title,
} from "@/lib/playbooks/schema/words";

/** From the lightest form to the heaviest; a project runs in exactly one of them. */
export const strictnessLevels = ["lite", "standard", "regulated"] as const;
export type Strictness = (typeof strictnessLevels)[number];

const stageEntryRules = ["free", "warned", "refused"] as const;

/** The parts of the business case a stage may ask for, in the order of the page. */
export const businessCaseFields = [
  "background",
  "objectives",
  "success-criteria",
  "ml-goals",
  "ml-success-criteria",
  "scope",
  "costs-and-benefits",
  "assumptions",
  "constraints",
  "sponsor",
  "stakeholders",
  "similar-efforts",
  "timeline",
] as const;

export const separationRules = [
  "requester-not-approver",
  "one-person-one-role",
  "author-not-approver",
] as const;

const loopReasons = [
  "new-hypothesis",
  "expert-confirmation",
  "data-quality-failure",
  "metric-short",
  "scope-change",
  "review-finding",
  "drift",
  "incident",
  "other",
] as const;

const gateId = z
  .string()
  .max(12)
  .regex(/^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/, "must be capitals and digits, like G1");
const personDays = z.number().min(0).max(1000);

type LeafCriterion = z.infer<(typeof leafCriteria)[number]>;
type CriterionBase = Pick<LeafCriterion, "id" | "name" | "from">;

/** What a gate looks at; new kinds join the list without touching the engine's combinators. */
export type Criterion =
  | LeafCriterion
  | (CriterionBase & { kind: "all" | "any"; criteria: Criterion[] })
  | (CriterionBase & { kind: "not"; criterion: Criterion });

const criterion: z.ZodType<Criterion> = z
  .lazy(() =>
    z.discriminatedUnion("kind", [
      ...leafCriteria,
      z.strictObject({
        ...criterionBase,
        kind: z.literal("all"),
        criteria: z.array(criterion).min(1),
      }),
      z.strictObject({
        ...criterionBase,
        kind: z.literal("any"),
        criteria: z.array(criterion).min(1),
      }),
      z.strictObject({ ...criterionBase, kind: z.literal("not"), criterion }),
    ]),
  )
  .meta({ id: "Criterion" });

const approval = z.strictObject({
  role,
  orRoles: z
    .array(role)
    .min(1)
    .max(7)
    .optional()
    .describe("Other roles any of which may speak in its place: sponsor or lead."),
  quorum: z
    .union([z.int().min(1).max(20), z.literal("all")])
    .describe("How many people, or all who may decide in these roles when the round opens."),
  veto: z.boolean().optional().describe("A reject of this role ends the round."),
  covers: z
    .array(slug)
    .min(1)
    .optional()
    .describe("business-case, or outputs of this or an earlier stage, signed by content."),
  from: fromLevel.optional(),
  assurance: z.enum(assuranceLevels).optional().describe("The weakest proof of identity accepted."),
});

const period = z
  .string()
  .regex(/^P[1-9]\d{0,3}[DWMY]$/, "must be a period like P180D, P26W, P6M or P1Y, or null");

const separationRule = z.enum(separationRules);
const separation = z.union([
  separationRule,
  z.strictObject({ rule: separationRule, from: fromLevel }),
]);

const gate = z.strictObject({
  id: gateId,
  name: title,
  question: sentence,
  criteria: z.array(criterion).min(1),
  approvals: z.array(approval),
  separation: z.array(separation),
  refusals: z
    .enum(["one-ends-round", "majority"])
    .optional()
    .describe("Whether one request for changes ends a round (the default) or a majority decides."),
  expires: period
    .nullable()
    .describe("How long a pass holds before the gate asks again; null means for good."),
  renewal: period
    .optional()
    .describe("How long before the end of a pass the next round opens by itself."),
});

const outputBase = {
  id: slug,
  name: title,
  mandatory: z.boolean().default(true),
  from: fromLevel.optional(),
};

const output = z.discriminatedUnion("kind", [
  z.strictObject({ ...outputBase, kind: z.literal("document") }),
  z.strictObject({ ...outputBase, kind: z.literal("form") }),
  z.strictObject({
    ...outputBase,
    kind: z.literal("evidence"),
    evidenceKind: z.enum(evidenceKinds),
  }),
  z.strictObject({
    ...outputBase,
    kind: z.literal("case-field"),
    field: z.enum(businessCaseFields),
  }),
]);

const task = z.strictObject({
  id: slug,
  name: title,
  purpose: sentence,
  guidance: z.string().trim().min(1).max(8000).describe("Markdown"),
  role,
  outputs: z.array(slug).default([]),
  estimate: z
    .strictObject({ low: personDays, likely: personDays, high: personDays })
    .describe("Person-days"),
  needs: z.array(slug).default([]).describe("Tasks that usually come first: a hint, not a lock."),
  checklist: z.array(sentence).min(1).max(60).optional(),
  from: fromLevel.optional(),
});

const stage = z.strictObject({
  id: slug,
  group: title,
  name: title,
  purpose: sentence,
  durationDays: z.int().min(1).max(1000).describe("Planned length in working days"),
  tasks: z.array(task).min(1).max(100),
  outputs: z.array(output).max(100),
  gate,
});

const strictnessForm = z.strictObject({
  summary: sentence,
  entry: z
    .enum(stageEntryRules)
    .describe("Whether a stage may begin before the gate before it has passed."),
  waivedBy: z
    .array(role)
    .min(1)
    .optional()
    .describe("Roles that together may waive a gate; absent means the product's default."),
});

const loop = z.strictObject({
  from: slug,
  to: slug,
  reasons: z.array(z.enum(loopReasons)).min(1),
});

export const playbook = z.strictObject({
  id: slug,
  version: z.int().min(1).max(100_000),
  name: title,
  summary: sentence,
  strictness: z.strictObject({
    lite: strictnessForm,
    standard: strictnessForm,
    regulated: strictnessForm,
  }),
  stages: z.array(stage).min(1).max(40),
  loops: z.array(loop).max(200),
});

export type Playbook = z.infer<typeof playbook>;
export type PlaybookStage = Playbook["stages"][number];
export type PlaybookTask = PlaybookStage["tasks"][number];
export type PlaybookOutput = PlaybookStage["outputs"][number];
export type PlaybookGate = PlaybookStage["gate"];
export type Approval = PlaybookGate["approvals"][number];
export type Separation = PlaybookGate["separation"][number];
export type SeparationRule = (typeof separationRules)[number];
