import * as z from "zod";
import { event } from "@/lib/audit/event-shape";
import { projectRoles } from "@/lib/authz/permissions";

const id = z.string();
const label = z.string();
const reason = z.string();
const projectRole = z.enum(projectRoles);

/** Who was asked to sign, who did not, and who signs for whom. */
export const signingEvents = [
  event("case.signed", {
    caseId: id,
    number: z.number(),
    sha256: label,
    signatureId: id,
    statementSha256: label,
    role: projectRole,
    meaning: label,
    assurance: label,
    /** Whom the signer stood in for; empty for themselves, as in the oldest entries. */
    onBehalfOf: label.default(""),
  }),
  event("signing.round-opened", {
    caseId: id,
    number: z.number(),
    inOrder: z.boolean(),
    quorum: z.number(),
    minimumAssurance: label,
    dueOn: z.string().nullable(),
    signers: z.array(label),
  }),
  event("signing.declined", {
    caseId: id,
    number: z.number(),
    role: projectRole,
    onBehalfOf: label.default(""),
    reason,
    isVeto: z.boolean(),
  }),
  event("signing.resent", { caseId: id, number: z.number(), signer: label }),
  event("signing.replaced", { caseId: id, number: z.number(), from: label, to: label, reason }),
  event("signing.reminded", { caseId: id, number: z.number(), dueOn: label, told: z.array(label) }),
  event("signing.overdue", { caseId: id, number: z.number(), dueOn: label, told: z.array(label) }),
  event("guest.invited", {
    caseId: id,
    number: z.number(),
    guestId: id,
    name: label,
    organisation: label,
    email: label,
    role: projectRole,
    expiresAt: label,
    /** Whether it took the place of a link that ended with it. */
    isRenewed: z.boolean(),
  }),
  event("guest.link-revoked", {
    caseId: id,
    number: z.number(),
    guestId: id,
    name: label,
    reason,
  }),
  event("guest.code-sent", { caseId: id, number: z.number(), guestId: id, sha256: label }),
  event("delegation.made", {
    delegationId: id,
    toId: id,
    to: label,
    startsOn: label,
    endsOn: label,
    reason,
    project: label,
  }),
  event("delegation.ended", { delegationId: id, to: label }),
] as const;
