import * as z from "zod";
import { catalogueEvents } from "@/lib/audit/catalogue-events";
import { changes, event } from "@/lib/audit/event-shape";
import { gateEvents } from "@/lib/audit/gate-events";
import { identityEvents } from "@/lib/audit/identity-events";
import { importEvents } from "@/lib/audit/import-events";
import { partEvents } from "@/lib/audit/part-events";
import { registerEvents } from "@/lib/audit/register-events";
import { signingEvents } from "@/lib/audit/signing-events";
import { treatmentEvents } from "@/lib/audit/treatment-events";
import { watchEvents } from "@/lib/audit/watch-events";
import { projectRoles } from "@/lib/authz/permissions";

const id = z.string();
const label = z.string();
const reason = z.string();
const projectRole = z.enum(projectRoles);
const roles = z.array(projectRole);

const playbookEvents = [
  event("playbook.imported", { playbookId: id, key: label, number: z.number(), sha256: label }),
  event("playbook.copied", { playbookId: id, key: label, fromPlaybookId: id }),
  event("playbook.draft-saved", { playbookId: id, key: label, number: z.number() }),
  event("playbook.draft-discarded", { playbookId: id, key: label, number: z.number() }),
  event("playbook.published", { playbookId: id, key: label, number: z.number(), sha256: label }),
] as const;

const projectEvents = [
  event("project.created", { key: label, name: label, playbook: label, strictness: label }),
  event("project.updated", { changed: z.array(label), changes }),
  event("project.status-changed", { from: label, to: label, reason }),
  event("project.member-added", { userId: id, name: label, roles }),
  event("project.member-roles-changed", { userId: id, name: label, from: roles, to: roles }),
  event("project.member-removed", { userId: id, name: label, roles }),
  event("project.pinned", { key: label }),
  event("project.unpinned", { key: label }),
  event("project.playbook-moved", {
    fromVersionId: id,
    toVersionId: id,
    playbook: label,
    reopenedGates: z.array(label),
  }),
  event("stage.planned", { stageId: id, name: label, startOn: label, endOn: label }),
  event("stage.tailored-out", { stageId: id, name: label, reason }),
  event("stage.restored", { stageId: id, name: label }),
  event("loop-back.confirmed", {
    loopBackId: id,
    from: label,
    to: label,
    iteration: z.number(),
    reason,
    expectedCostDays: z.number(),
    reopenedTasks: z.number(),
    lockedGates: z.array(label),
  }),
] as const;

const workEvents = [
  event("task.created", { taskId: id, key: label, name: label }),
  event("task.updated", { taskId: id, key: label, changed: z.array(label), changes }),
  event("task.moved", { taskId: id, key: label, name: label, from: label, to: label, reason }),
  event("task.tailored-out", { taskId: id, key: label, name: label, reason, role: projectRole }),
  event("task.restored", { taskId: id, key: label, name: label }),
  event("task.effort-logged", { taskId: id, key: label, days: z.number() }),
  event("task.checklist-changed", { taskId: id, key: label, text: label, what: label }),
  event("comment.added", { commentId: id, subject: label, subjectId: id }),
  event("comment.edited", { commentId: id, subject: label, subjectId: id, changes }),
  event("comment.resolved", { commentId: id, subject: label, subjectId: id }),
  event("journal.logged", { entryId: id, kind: label }),
  event("journal.edited", { entryId: id, changes }),
  event("file.stored", { fileId: id, sha256: label, fileName: label, bytes: z.number() }),
  event("evidence.attached", {
    evidenceId: id,
    title: label,
    kind: label,
    sha256: z.string().nullable(),
    recordSha256: z.string().optional(),
    revision: z.number(),
  }),
  event("evidence.superseded", { evidenceId: id, byEvidenceId: id, title: label }),
  event("evidence.withdrawn", { evidenceId: id, title: label, reason }),
  event("evidence.expired", { evidenceId: id, title: label, endedOn: label }),
  event("metric.pushed", {
    unit: label.default(""),
    modelRef: label.default(""),
    metricId: id,
    name: label,
    slice: label,
    value: z.number(),
    dataSetHash: label,
  }),
] as const;

const decisionEvents = [
  event("case.draft-saved", { caseId: id, changed: z.array(label) }),
  event("case.submitted", { caseId: id, number: z.number(), sha256: label }),
  event("case.returned", { caseId: id, number: z.number(), reason }),
  event("case.actual-recorded", {
    caseId: id,
    actualId: id,
    measure: label,
    checkpoint: label,
    value: z.number(),
    source: label,
    dataSetHash: label,
    correctsId: z.string().nullable(),
  }),
  event("case.go-live-set", {
    caseId: id,
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  event("case.assumption-reviewed", {
    caseId: id,
    assumptionKey: label,
    text: label,
    verdict: label,
    note: reason,
  }),
  event("case.ran-out", { caseId: id, what: label }),
  event("amendment.proposed", {
    caseId: id,
    amendmentId: id,
    number: z.number(),
    sha256: label,
    additions: z.array(label),
    reason,
  }),
  event("amendment.signed", {
    caseId: id,
    amendmentId: id,
    number: z.number(),
    sha256: label,
    signatureId: id,
    statementSha256: label,
    role: projectRole,
    meaning: label,
    assurance: label,
    isAccepted: z.boolean(),
  }),
  event("amendment.declined", { caseId: id, amendmentId: id, number: z.number(), reason }),
  event("signature.viewed", {
    subject: label,
    subjectId: id,
    name: label,
    number: z.number(),
  }),
  event("document.issued", {
    documentId: id,
    subject: label,
    subjectId: id,
    name: label,
    number: z.number(),
    sha256: label,
    bytes: z.number(),
  }),
] as const;

const riskEvents = [
  event("risk.raised", { riskId: id, key: label, title: label, score: z.number() }),
  event("risk.updated", { riskId: id, key: label, changed: z.array(label), changes }),
  event("risk.rated", {
    riskId: id,
    key: label,
    kind: label,
    from: z.string().nullable(),
    to: label,
    reason,
  }),
  event("risk.treated", { riskId: id, key: label, treatment: label }),
  event("risk.closed", { riskId: id, key: label, reason }),
  event("risk.reopened", { riskId: id, key: label, reason }),
  event("risk-matrix.saved", {
    version: z.number(),
    size: label,
    moving: z.number(),
    crossing: z.number(),
    reason,
  }),
  event("risk.reviewed", {
    riskId: id,
    key: label,
    isStillTrue: z.boolean(),
    nextDueOn: label,
    reason,
  }),
  event("risk.acceptance-requested", {
    riskId: id,
    requestId: id,
    key: label,
    approver: label,
    role: projectRole,
    expiresOn: label,
    reason,
  }),
  event("risk.acceptance-declined", { riskId: id, requestId: id, key: label, reason }),
  event("risk.acceptance-withdrawn", { riskId: id, requestId: id, key: label, reason }),
  event("risk.accepted", {
    riskId: id,
    acceptanceId: id,
    key: label,
    role: projectRole,
    likelihood: z.number().optional(),
    impact: z.number().optional(),
    expiresOn: label,
    reason,
    signatureId: id,
    statementSha256: label,
    assurance: label,
  }),
  event("risk.acceptance-revoked", { riskId: id, acceptanceId: id, key: label, reason }),
  event("risk.acceptance-outgrown", { riskId: id, key: label, to: label }),
  event("risk.returned-to-review", { riskId: id, key: label }),
  event("risk.acceptance-ended", { acceptanceId: id, key: label, endedOn: label }),
] as const;

/** Every act that leaves a trace. Adding one is a compile error until it has a sentence. */
export const auditEvent = z.discriminatedUnion("type", [
  ...identityEvents,
  ...playbookEvents,
  ...projectEvents,
  ...workEvents,
  ...decisionEvents,
  ...gateEvents,
  ...signingEvents,
  ...riskEvents,
  ...watchEvents,
  ...importEvents,
  ...registerEvents,
  ...treatmentEvents,
  ...catalogueEvents,
  ...partEvents,
]);
export type AuditEvent = z.infer<typeof auditEvent>;
export type AuditEventType = AuditEvent["type"];
