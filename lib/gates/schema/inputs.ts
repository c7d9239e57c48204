import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { verdicts } from "@/lib/gates/schema/rounds";
import { day, optionalText, text } from "@/lib/kernel/fields";
import { gateId, projectId, userId } from "@/lib/kernel/ids";

export const gateRef = z.strictObject({ gateId });
export const projectRef = z.strictObject({ projectId });

const reason = text("The reason", { min: 10, max: 2000 });
export const proof = z
  .string({ error: "Confirm who you are before you sign." })
  .min(1, "Confirm who you are before you sign.")
  .max(200, "This confirmation is not valid.");
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "The fingerprint of what you sign is missing.");
const roundNumber = z.number({ error: "Name the round." }).int().min(1).max(1_000_000);

export const signCaseInput = z.strictObject({
  projectId,
  number: z.number({ error: "Name the version." }).int().min(1).max(1_000_000),
  /** What the signer saw; a text that changed since is not signed by mistake. */
  sha256,
  /** The text the signer says they have read; nobody signs what they did not say they read. */
  readSha256: sha256.optional(),
  role: z.enum(projectRoles),
  /** Whose place the signer takes, under a delegation that runs. */
  onBehalfOf: userId.nullable().default(null),
  meaning: optionalText("The meaning of your signature", { max: 300 }),
  token: proof,
});

export const requestGateInput = gateRef.extend({
  statement: optionalText("The statement", { max: 2000 }),
  earlyReason: optionalText("The reason for asking early", { max: 2000 }),
  dueOn: day("The day a decision is due").optional(),
});

const condition = z
  .strictObject({
    text: text("The condition", { min: 5, max: 500 }),
    ownerId: userId,
    dueOn: day("The day it is due").nullable().default(null),
    blocksGateId: gateId.nullable().default(null),
  })
  .refine((each) => each.dueOn !== null || each.blocksGateId !== null, {
    message: "Give a day it is due, or the later gate it blocks.",
    path: ["dueOn"],
  });
export type NewCondition = z.output<typeof condition>;

export const decideGateInput = gateRef.extend({
  round: roundNumber,
  role: z.enum(projectRoles),
  /** Whose place the approver takes, under a delegation that runs. */
  onBehalfOf: userId.nullable().default(null),
  verdict: z.enum(verdicts, { error: "Choose a decision." }),
  reason: optionalText("The reason", { max: 2000 }),
  feedback: z.enum(["no_issue", "minor", "major"]).nullable().default(null),
  conditions: z.array(condition).max(10, "A decision carries at most ten conditions.").default([]),
  returnStageId: z.uuid("Choose the stage to go back to.").nullable().default(null),
  token: proof,
});
export type DecideGateInput = z.output<typeof decideGateInput>;

export const giveFeedbackInput = gateRef.extend({
  round: roundNumber,
  level: z.enum(["no_issue", "minor", "major"], { error: "Say how grave it is." }),
  text: text("The feedback", { min: 3, max: 2000 }),
});

export const withdrawRequestInput = gateRef.extend({ round: roundNumber, reason });

export const attestInput = gateRef.extend({
  criterionId: z.string().min(1).max(60),
  note: optionalText("The note", { max: 2000 }),
});

export const setCheckInput = gateRef.extend({
  criterionId: z.string().min(1).max(60),
  standing: z.enum(["ticked", "unticked"], { error: "Say whether the check is ticked." }),
  note: optionalText("The note", { max: 2000 }),
});

export const withdrawAttestationInput = gateRef.extend({ attestationId: z.uuid() });

export const waiveGateInput = gateRef.extend({
  role: z.enum(projectRoles),
  reason,
  expiresOn: day("The day the waiver ends"),
  /** Who asked for it; outside the lite form this is somebody other than the one who grants it. */
  requestedById: userId,
  token: proof,
});

export type WaiveGateInput = z.output<typeof waiveGateInput>;

export const grantWaiverInput = gateRef.extend({
  waiverId: z.uuid("Name the waiver."),
  role: z.enum(projectRoles),
  token: proof,
});

export const confirmConditionInput = z.strictObject({
  conditionId: z.uuid(),
  note: text("What shows that it is met", { min: 5, max: 1000 }),
  evidenceId: z.uuid().nullable().default(null),
});
