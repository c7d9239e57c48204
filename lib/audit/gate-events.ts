import * as z from "zod";
import { event } from "@/lib/audit/event-shape";
import { projectRoles } from "@/lib/authz/permissions";

const id = z.string();
const label = z.string();
const reason = z.string();
/** What was attested, in the playbook's words; the oldest entries name the criterion only. */
const statement = z.string().default("");
const projectRole = z.enum(projectRoles);
const roles = z.array(projectRole);
const ofCheck = { gateId: id, code: label, criterionId: label, check: label };

/** Review asked for, what was said in it, how it ended, and what ran out afterwards. */
export const gateEvents = [
  event("gate.requested", {
    gateId: id,
    code: label,
    round: z.number(),
    policySha256: label,
    earlyReason: reason,
  }),
  event("gate.round-reopened", {
    gateId: id,
    code: label,
    round: z.number(),
    follows: z.number(),
    policySha256: label,
    changes: z.array(label),
  }),
  event("gate.renewal-opened", {
    gateId: id,
    code: label,
    round: z.number(),
    policySha256: label,
    endsOn: label,
  }),
  event("gate.request-withdrawn", { gateId: id, code: label, round: z.number(), reason }),
  event("gate.decided", {
    gateId: id,
    code: label,
    round: z.number(),
    verdict: label,
    role: projectRole,
    onBehalfOf: label.default(""),
    reason,
    signatureId: id,
    statementSha256: label,
    assurance: label,
  }),
  event("gate.round-closed", { gateId: id, code: label, round: z.number(), outcome: label }),
  event("gate.state-changed", { gateId: id, code: label, from: label, to: label, reason }),
  event("gate.attested", {
    gateId: id,
    code: label,
    criterionId: label,
    statement,
    role: projectRole,
  }),
  event("gate.attestation-withdrawn", { gateId: id, code: label, criterionId: label, statement }),
  event("gate.check-ticked", { ...ofCheck, role: projectRole }),
  event("gate.check-unticked", { ...ofCheck, role: projectRole, reason }),
  event("gate.feedback-given", {
    gateId: id,
    code: label,
    round: z.number(),
    role: projectRole,
    level: label,
    text: label,
  }),
  event("gate.waived", {
    gateId: id,
    code: label,
    reason,
    expiresOn: label,
    role: projectRole,
    signatureId: id,
    statementSha256: label,
  }),
  event("gate.waiver-granted", {
    gateId: id,
    code: label,
    waiverId: id,
    reason,
    expiresOn: label,
    role: projectRole,
    signatureId: id,
    statementSha256: label,
    stillNeeded: roles,
  }),
  event("gate.approval-ended", { gateId: id, code: label, endedOn: label }),
  event("gate.waiver-ended", { gateId: id, code: label, waiverId: id, endedOn: label }),
  event("gate.round-overdue", { gateId: id, code: label, round: z.number(), dueOn: label }),
  event("condition.overdue", { gateId: id, conditionId: id, code: label, dueOn: label }),
  event("condition.met", { gateId: id, conditionId: id, code: label, note: label }),
] as const;
