import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { attestationView, checkView } from "@/lib/gates/schema/judgements";
import { roundHead, roundView, stageLink, verdicts } from "@/lib/gates/schema/rounds";
import { person, roleChoice, waiverToGrant, waiverView } from "@/lib/gates/schema/waivers";
import { assuranceLevels } from "@/lib/playbooks/rules/assurance-levels";
import { operators } from "@/lib/playbooks/schema/leaf-criteria";

const gateStates = [
  "locked",
  "ready",
  "in_review",
  "passed",
  "passed_with_conditions",
  "changes_requested",
  "rejected",
  "waived",
  "lapsed",
] as const;
export type GateState = (typeof gateStates)[number];

const role = z.enum(projectRoles);
const assurance = z.enum(assuranceLevels).nullable();

const operator = z.enum(operators);

export const criterionStatuses = ["met", "not_met", "unknown", "not_applicable"] as const;

export const criterionResult = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  /** Unknown means the source is missing; it counts as not met. */
  status: z.enum(criterionStatuses),
  sentence: z.string(),
  value: z.string().nullable(),
  threshold: z.string().nullable(),
  /** For a picture of how far a number is from its limit. */
  measured: z.object({ value: z.number(), threshold: z.number(), operator }).nullable(),
  /** What the evaluation looked at. */
  evidence: z.array(
    z.object({
      kind: z.enum([
        "task",
        "output",
        "signature",
        "risk",
        "metric",
        "evidence",
        "attestation",
        "check",
        "condition",
      ]),
      id: z.string(),
      label: z.string(),
      href: z.string(),
    }),
  ),
  /** Where it can be mended. */
  href: z.string().nullable(),
  nextStep: z.string().nullable(),
  who: z.array(role),
  parts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.enum(criterionStatuses),
      sentence: z.string(),
    }),
  ),
});
export type CriterionResult = z.infer<typeof criterionResult>;

/** Something an approval covers, as it read when the round was opened. */
const frozenSubject = z.object({
  key: z.string(),
  label: z.string(),
  version: z.number().nullable(),
  sha256: z.string(),
  parts: z.array(z.object({ id: z.string(), label: z.string(), sha256: z.string().nullable() })),
});
export type FrozenSubject = z.infer<typeof frozenSubject>;

const unmetView = z.object({
  code: z.string(),
  sentence: z.string(),
  value: z.string().nullable(),
  threshold: z.string().nullable(),
  href: z.string().nullable(),
  nextStep: z.string().nullable(),
  who: z.array(role),
});

const explanation = z.object({ sentence: z.string(), unmet: z.array(unmetView) });
export type Explanation = z.infer<typeof explanation>;

const readiness = z.object({ met: z.number(), of: z.number() });
const gateRow = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  question: z.string(),
  stage: stageLink,
  isTailoredOut: z.boolean(),
  state: z.enum(gateStates),
  stateSince: z.iso.datetime(),
  stateReason: z.string(),
  plannedOn: z.iso.date(),
  passedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  roundNumber: z.number(),
  dueOn: z.iso.date().nullable(),
  readiness,
  approvals: z.object({ given: z.number(), needed: z.number() }),
  openConditions: z.number(),
  sentence: z.string(),
});
export const gateList = z.object({ rows: z.array(gateRow) });
export type GateRow = z.infer<typeof gateRow>;

const approvalView = z.object({
  role,
  title: z.string(),
  quorum: z.number(),
  /** Everybody who could decide when the round opened, rather than a number. */
  isAll: z.boolean(),
  given: z.number(),
  veto: z.boolean(),
  covers: z.array(z.string()),
  /** The weakest proof of identity that counts; null where any will do. */
  assurance,
  /** Who decided or may decide; while no round is open, who could. */
  people: z.array(
    person.extend({
      state: z.enum(["waiting", "decided", "not_counted"]),
      verdict: z.enum(verdicts).nullable(),
      decidedAt: z.iso.datetime().nullable(),
    }),
  ),
  note: z.string().nullable(),
});
export type ApprovalView = z.infer<typeof approvalView>;

const conditionView = z.object({
  id: z.uuid(),
  code: z.string(),
  text: z.string(),
  owner: person,
  setBy: person,
  dueOn: z.iso.date().nullable(),
  blocksGate: z.object({ id: z.uuid(), code: z.string() }).nullable(),
  state: z.enum(["open", "met", "overdue"]),
  metAt: z.iso.datetime().nullable(),
  metNote: z.string(),
  whyNotConfirm: z.string().nullable(),
});
export type ConditionView = z.infer<typeof conditionView>;

export const gateView = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  projectName: z.string(),
  code: z.string(),
  name: z.string(),
  question: z.string(),
  state: z.enum(gateStates),
  stateSince: z.iso.datetime(),
  stateReason: z.string(),
  passedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  /** When the round that renews the approval opens by itself. */
  renewsAt: z.iso.datetime().nullable(),
  strictness: z.enum(["lite", "standard", "regulated"]),
  stage: stageLink,
  plannedOn: z.iso.date(),
  explanation,
  /** Evaluated now, also while a round is open. */
  criteria: z.array(criterionResult),
  readiness,
  /** The open round with what it froze: this is what approvers decide on. */
  round: roundHead
    .extend({
      isOverdue: z.boolean(),
      subjects: z.array(frozenSubject),
      criteria: z.array(criterionResult),
      policySha256: z.string(),
      subjectSha256: z.string(),
    })
    .nullable(),
  approvals: z.array(approvalView),
  rounds: z.array(roundView),
  conditions: z.array(conditionView),
  attestations: z.array(attestationView),
  checks: z.array(checkView),
  waivers: z.array(waiverView),
  onPass: z.string(),
  onReject: z.string(),
  returnStages: z.array(stageLink),
  laterGates: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string() })),
  people: z.array(person),
  whyNotRequest: z.string().nullable(),
  needsEarlyReason: z.boolean(),
  whyNotWithdraw: z.string().nullable(),
  whyNotDecide: z.string().nullable(),
  whyNotFeedback: z.string().nullable(),
  whyNotWaive: z.string().nullable(),
  whyNotGrantWaiver: z.string().nullable(),
  /** What a decision of the reader binds, and in which roles they may give it. */
  toSign: z
    .object({
      round: z.number(),
      subjectSha256: z.string(),
      choices: z.array(roleChoice.extend({ assurance, onBehalfOf: person.nullable() })),
    })
    .nullable(),
  toWaive: z
    .object({ subjectSha256: z.string(), choices: z.array(roleChoice), latestOn: z.iso.date() })
    .nullable(),
  toGrantWaiver: waiverToGrant.nullable(),
});
export type GateView = z.infer<typeof gateView>;
