import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { person } from "@/lib/gates/schema/waivers";
import { signatureInWords } from "@/lib/kernel/signature-shape";

export const verdicts = [
  "approve",
  "approve_with_conditions",
  "request_changes",
  "reject",
] as const;
export type Verdict = (typeof verdicts)[number];

const roundOutcomes = [
  "passed",
  "passed_with_conditions",
  "changes_requested",
  "rejected",
  "withdrawn",
  "voided",
] as const;

const role = z.enum(projectRoles);
export const stageLink = z.object({ id: z.uuid(), number: z.number(), name: z.string() });

const decisionView = z.object({
  id: z.uuid(),
  role,
  title: z.string(),
  person,
  /** For whom, where a delegate decided. */
  signedFor: z.string().nullable(),
  verdict: z.enum(verdicts),
  feedback: z.enum(["no_issue", "minor", "major"]).nullable(),
  reason: z.string(),
  returnStage: stageLink.nullable(),
  assurance: z.string(),
  meaning: z.string(),
  signatureId: z.uuid(),
  statementSha256: z.string(),
  decidedAt: z.iso.datetime(),
  /** As page, PDF and CSV show it, letter by letter. */
  inWords: signatureInWords,
});

export const roundHead = z.object({
  id: z.uuid(),
  number: z.number(),
  iteration: z.number(),
  requestedBy: person,
  requestedRole: role,
  requestedAt: z.iso.datetime(),
  statement: z.string(),
  earlyReason: z.string(),
  dueOn: z.iso.date(),
  /** It renews an approval that still held when it opened. */
  isRenewal: z.boolean(),
  /** What changed since the voided round this one took the place of. */
  changes: z.array(z.string()),
});

export const roundView = roundHead.extend({
  outcome: z.enum(roundOutcomes).nullable(),
  closedAt: z.iso.datetime().nullable(),
  closedReason: z.string(),
  decisions: z.array(decisionView),
  /** What people said without deciding; it counts towards nothing. */
  feedback: z.array(
    z.object({
      id: z.uuid(),
      role,
      title: z.string(),
      person,
      level: z.enum(["no_issue", "minor", "major"]),
      text: z.string(),
      givenAt: z.iso.datetime(),
    }),
  ),
});
export type RoundView = z.infer<typeof roundView>;
