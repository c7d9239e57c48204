import * as z from "zod";
import { assuranceLevels } from "@/lib/playbooks/rules/assurance-levels";
import {
  evidenceKinds,
  fromLevel,
  role,
  sentence,
  slug,
  title,
} from "@/lib/playbooks/schema/words";

/** How a metric stands to its threshold where the criterion holds. */
export const operators = ["at-least", "more-than", "at-most", "less-than", "equal-to"] as const;

export const criterionBase = {
  id: slug,
  name: sentence.optional(),
  from: fromLevel.optional(),
};

export const leafCriteria = [
  z.strictObject({
    ...criterionBase,
    kind: z.literal("tasks-done"),
    except: z.array(slug).default([]),
  }),
  z.strictObject({
    ...criterionBase,
    kind: z.literal("outputs-attached"),
    outputs: z
      .array(slug)
      .min(1)
      .optional()
      .describe("Outputs of this stage; absent means every mandatory one."),
  }),
  z.strictObject({
    ...criterionBase,
    kind: z.literal("signed"),
    subject: z.enum(["business-case"]),
    assurance: z
      .enum(assuranceLevels)
      .optional()
      .describe("The weakest proof of identity a signature counts with; absent takes every one."),
  }),
  z.strictObject({
    ...criterionBase,
    kind: z.literal("risks-within-appetite"),
    stages: z.array(slug).min(1).optional().describe("Absent means the risks of every stage."),
  }),
  z.strictObject({
    ...criterionBase,
    kind: z.literal("metric"),
    metric: title,
    slice: title.optional(),
    operator: z.enum(operators),
    threshold: z.number(),
    dataSet: z
      .union([
        z.strictObject({
          hash: z
            .string()
            .regex(/^[0-9a-f]{8,128}$/, "must be a hash in lower-case hexadecimal digits"),
        }),
        z.strictObject({ output: slug }),
      ])
      .optional()
      .describe(
        "The data set it must have been measured on: a hash, or that of the evidence attached to an output of this or an earlier stage.",
      ),
  }),
  z.strictObject({
    ...criterionBase,
    kind: z.literal("evidence"),
    evidenceKind: z.enum(evidenceKinds),
    maxAgeDays: z.int().min(1).max(3650).optional(),
  }),
  z.strictObject({ ...criterionBase, kind: z.literal("attestation"), statement: sentence, role }),
  z.strictObject({
    ...criterionBase,
    kind: z.literal("check"),
    check: sentence.describe("What somebody of the role looks up or tries, and then ticks."),
    role,
    guidance: z.string().trim().min(1).max(2000).optional().describe("How to do it."),
  }),
] as const;
