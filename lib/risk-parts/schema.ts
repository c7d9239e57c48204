import * as z from "zod";
import { projectId, riskId, stageId, userId } from "@/lib/kernel/ids";

const people = (label: string) =>
  z.array(userId).max(200, `${label} are at most 200 people.`).default([]);

/** The whole table of a risk, or of the risks of a stage. */
export const assignPartsInput = z
  .strictObject({
    projectId,
    riskId: riskId.nullable().default(null),
    stageId: stageId.nullable().default(null),
    responsible: people("Those responsible"),
    /** One person at most. */
    accountable: userId.nullable().default(null),
    consulted: people("Those consulted"),
    informed: people("Those informed"),
    /** What somebody looked at before they changed it. */
    seen: z.string().regex(/^[0-9a-f]{64}$/, "What you looked at is missing. Look again."),
  })
  .refine(({ riskId: risk, stageId: stage }) => (risk === null) !== (stage === null), {
    error: "Name a risk or a stage, one of the two.",
  });

export const partsOfRiskInput = z.strictObject({ riskId });
export const partsOfProjectInput = z.strictObject({ projectId });

const person = z.object({
  id: z.uuid(),
  name: z.string(),
  /** No longer part of the project, and therefore no help. */
  isGone: z.boolean(),
});
export type PartPerson = z.infer<typeof person>;

const partsTable = z.object({
  responsible: z.array(person),
  accountable: person.nullable(),
  consulted: z.array(person),
  informed: z.array(person),
});
export type PartsTable = z.infer<typeof partsTable>;

const stageView = z.object({ id: z.uuid(), number: z.number(), name: z.string() });
const choice = z.object({ id: z.uuid(), name: z.string() });

/** Whose word counts: that of the risk itself, that of its stage, or nobody's. */
const wordOf = ["risk", "stage", "nobody"] as const;
export type WordOf = (typeof wordOf)[number];

export const partsOfRiskView = z.object({
  riskId: z.uuid(),
  projectId: z.uuid(),
  stage: stageView.nullable(),
  wordOf: z.enum(wordOf),
  /** What counts. */
  parts: partsTable,
  /** What the risk says itself. */
  own: partsTable,
  people: z.array(choice),
  seen: z.string(),
  whyNotAssign: z.string().nullable(),
});
export type PartsOfRiskView = z.infer<typeof partsOfRiskView>;

export const partsOfProjectView = z.object({
  stages: z.array(
    stageView.extend({
      parts: partsTable,
      seen: z.string(),
      /** Living risks of the stage, and those among them that say it themselves. */
      risks: z.number(),
      ownWord: z.number(),
    }),
  ),
  people: z.array(choice),
  whyNotAssign: z.string().nullable(),
});
export type PartsOfProjectView = z.infer<typeof partsOfProjectView>;
