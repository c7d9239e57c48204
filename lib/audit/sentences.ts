import { catalogueSentences } from "@/lib/audit/catalogue-sentences";
import type { AuditEvent, AuditEventType } from "@/lib/audit/events";
import { partSentences } from "@/lib/audit/part-sentences";
import { treatmentSentences } from "@/lib/audit/treatment-sentences";
import {
  type ProjectRole,
  titleOfProjectRole,
  titleOfWorkspaceRole,
} from "@/lib/authz/permissions";
import { dayInWords } from "@/lib/kernel/calendar";
import type { Change } from "@/lib/kernel/changes";

type SentenceOf = {
  [Type in AuditEventType]: (event: Extract<AuditEvent, { type: Type }>) => string;
};

/** What a person did, to be read after their name: "Maren Holt signed version 2 of the business case". */
const sentences: SentenceOf = {
  ...treatmentSentences,
  ...catalogueSentences,
  ...partSentences,
  "workspace.created": (e) => `created the workspace ${e.name}`,
  "workspace.settings-changed": (e) => `changed workspace settings: ${changed(e)}`,
  "invitation.created": (e) =>
    e.projectRoles.length === 0
      ? `invited ${e.email} as ${titleOfWorkspaceRole[e.role]}`
      : `invited ${e.email} into the project as ${titles(e.projectRoles)}`,
  "invitation.revoked": (e) => `withdrew the invitation of ${e.email}`,
  "invitation.accepted": (e) => `${e.name} accepted an invitation`,
  "member.added": (e) => `added ${e.name} to the workspace as ${titleOfWorkspaceRole[e.role]}`,
  "member.role-changed": (e) =>
    `changed the role of ${e.name} from ${titleOfWorkspaceRole[e.from]} to ${titleOfWorkspaceRole[e.to]}`,
  "member.removed": (e) => `removed ${e.name} from the workspace`,
  "session.opened": (e) => `signed in with ${e.method === "sso" ? "single sign-on" : "a password"}`,
  "session.revoked": (e) => `ended ${counted(e.sessionIds.length, "session")}`,
  "password.reset-requested": () => "asked for a password reset",
  "password.changed": (e) => (e.how === "reset" ? "reset the password" : "changed the password"),
  "profile.updated": (e) => `changed their profile: ${e.changed.join(", ")}`,
  "token.created": (e) => `created the API token ${e.name}`,
  "token.revoked": (e) => `revoked the API token ${e.name}`,
  "passkey.added": (e) => `added the passkey ${e.name}`,
  "passkey.renamed": (e) => `renamed the passkey ${e.from} to ${e.to}`,
  "passkey.removed": (e) => `removed the passkey ${e.name}`,
  "identity.confirmed": (e) => `confirmed their identity (${words(e.assurance)}) before signing`,
  "signing.attempts-failed": (e) =>
    `told owners and admins that ${e.attempts} attempts to sign as ${e.name} failed within ${e.minutes} minutes`,
  "notice.read": (e) => `read ${counted(e.count, "notice")}`,
  "ledger.key-rotated": () => "handed the ledger over to a new signing key",
  "audit-pack.exported": (e) =>
    `exported an audit pack of ${e.size} entries with ${counted(e.files + e.documents, "file")}`,
  "identity.linked": (e) => `linked their account to ${e.issuer}`,
  "playbook.imported": (e) => `imported the playbook ${e.key}, version ${e.number}`,
  "playbook.copied": (e) => `copied a playbook as ${e.key}`,
  "playbook.draft-saved": (e) => `saved a draft of the playbook ${e.key}`,
  "playbook.draft-discarded": (e) => `discarded the draft of the playbook ${e.key}`,
  "playbook.published": (e) => `published version ${e.number} of the playbook ${e.key}`,
  "project.created": (e) => `created the project ${e.name} (${e.key})`,
  "project.updated": (e) => `changed the project: ${changed(e)}`,
  "project.status-changed": (e) =>
    `moved the project from ${e.from} to ${e.to}${because(e.reason)}`,
  "project.member-added": (e) => `added ${e.name} to the project as ${titles(e.roles)}`,
  "project.member-roles-changed": (e) =>
    `changed the roles of ${e.name} from ${titles(e.from)} to ${titles(e.to)}`,
  "project.member-removed": (e) => `removed ${e.name} from the project`,
  "project.pinned": (e) => `pinned ${e.key} for themselves`,
  "project.unpinned": (e) => `unpinned ${e.key}`,
  "project.playbook-moved": (e) => `moved the project to ${e.playbook}`,
  "stage.planned": (e) => `planned ${e.name} from ${day(e.startOn)} to ${day(e.endOn)}`,
  "stage.tailored-out": (e) => `switched off the stage ${e.name}${because(e.reason)}`,
  "stage.restored": (e) => `switched the stage ${e.name} back on`,
  "loop-back.confirmed": (e) =>
    `went back from ${e.from} to ${e.to}, iteration ${e.iteration}${because(e.reason)}`,
  "task.created": (e) => `added the task ${e.key} ${e.name}`,
  "task.updated": (e) => `changed ${e.key}: ${changed(e)}`,
  "task.moved": (e) =>
    `moved ${e.key} ${e.name} from ${taskWord(e.from)} to ${taskWord(e.to)}${because(e.reason)}`,
  "task.tailored-out": (e) => `switched off ${e.key} ${e.name}${because(e.reason)}`,
  "task.restored": (e) => `switched ${e.key} ${e.name} back on`,
  "task.effort-logged": (e) => `logged ${counted(e.days, "day")} on ${e.key}`,
  "task.checklist-changed": (e) => `${e.what} "${e.text}" on ${e.key}`,
  "comment.added": (e) => `commented on a ${words(e.subject)}`,
  "comment.edited": (e) => `edited a comment on a ${words(e.subject)}`,
  "comment.resolved": (e) => `resolved a comment on a ${words(e.subject)}`,
  "journal.logged": (e) => `logged progress (${words(e.kind)})`,
  "journal.edited": () => "edited a log entry",
  "file.stored": (e) => `uploaded ${e.fileName}`,
  "evidence.attached": (e) => `attached ${e.title} as ${words(e.kind)}`,
  "evidence.superseded": (e) => `replaced ${e.title} with a newer revision`,
  "evidence.withdrawn": (e) => `withdrew ${e.title}${because(e.reason)}`,
  "evidence.expired": (e) => `noted that ${e.title} was valid until ${day(e.endedOn)}`,
  "metric.pushed": (e) =>
    `recorded ${e.name}${e.slice === "" ? "" : ` (${e.slice})`} = ${e.value}${e.unit === "" ? "" : ` ${e.unit}`}${e.modelRef === "" ? "" : `, measured on ${e.modelRef}`}`,
  "case.draft-saved": (e) => `edited the business case: ${e.changed.join(", ")}`,
  "case.submitted": (e) => `submitted version ${e.number} of the business case for signature`,
  "signing.round-opened": (e) =>
    `asked for signatures of version ${e.number}${e.inOrder ? ", in this order" : ""}: ${e.signers.join(", ")}${e.dueOn === null ? "" : `, by ${day(e.dueOn)}`}`,
  "signing.declined": (e) =>
    `declined to sign version ${e.number} of the business case as ${titleOfProjectRole[e.role]}${insteadOf(e)}${because(e.reason)}`,
  "signing.resent": (e) => `asked ${e.signer} again to sign version ${e.number}`,
  "signing.replaced": (e) =>
    `asked ${e.to} in place of ${e.from} to sign version ${e.number}${because(e.reason)}`,
  "signing.reminded": (e) =>
    `reminded ${e.told.join(", ")} to sign version ${e.number} by ${day(e.dueOn)}`,
  "signing.overdue": (e) =>
    `told ${e.told.join(", ")} that version ${e.number} was to be signed by ${day(e.dueOn)}`,
  "guest.invited": (e) =>
    `had ${e.isRenewed ? "a new link" : "a link"} mailed to ${e.name}${e.organisation === "" ? "" : ` of ${e.organisation}`} (${e.email}) to sign version ${e.number} as ${titleOfProjectRole[e.role]}, until ${day(e.expiresAt.slice(0, 10))}${e.isRenewed ? "; the link before it ended" : ""}`,
  "guest.link-revoked": (e) =>
    `ended the link of ${e.name} to version ${e.number}${because(e.reason)}`,
  "guest.code-sent": (e) => `had a code mailed to sign version ${e.number} of the business case`,
  "delegation.made": (e) =>
    `lets ${e.to} sign and decide for them from ${day(e.startsOn)} to ${day(e.endsOn)}, ${e.project === "" ? "in every project" : `in ${e.project}`}${because(e.reason)}`,
  "delegation.ended": (e) => `no longer lets ${e.to} sign and decide for them`,
  "case.returned": (e) => `returned version ${e.number} of the business case${because(e.reason)}`,
  "case.signed": (e) =>
    `signed version ${e.number} of the business case as ${titleOfProjectRole[e.role]}${insteadOf(e)}`,
  "case.actual-recorded": (e) =>
    `${e.correctsId === null ? "recorded" : "corrected"} ${e.measure} at ${e.checkpoint}: ${e.value}`,
  "case.go-live-set": (e) =>
    e.to === null ? "took back the day it went live" : `said it went live on ${e.to}`,
  "case.assumption-reviewed": (e) =>
    e.verdict === "holds"
      ? `found that an assumption holds: ${e.text}`
      : `found an assumption broken: ${e.text}${because(e.note)}`,
  "case.ran-out": (e) => `put on record that ${e.what}`,
  "amendment.proposed": (e) =>
    `proposed amendment ${e.number} of the business case: ${e.additions.join(", ")}`,
  "amendment.signed": (e) =>
    `signed amendment ${e.number} of the business case as ${titleOfProjectRole[e.role]}`,
  "amendment.declined": (e) =>
    `declined amendment ${e.number} of the business case${because(e.reason)}`,
  "signature.viewed": (e) => `opened ${e.name} to sign it`,
  "document.issued": (e) => `downloaded ${e.name} as a signed PDF, which is kept`,
  "gate.requested": (e) => `asked for review of ${e.code}, round ${e.round}`,
  "gate.round-reopened": (e) =>
    `opened round ${e.round} of ${e.code} in place of round ${e.follows}: ${e.changes.join(" ")}`,
  "gate.renewal-opened": (e) =>
    `opened round ${e.round} of ${e.code} to renew the approval that ends on ${day(e.endsOn)}`,
  "gate.request-withdrawn": (e) => `withdrew round ${e.round} of ${e.code}${because(e.reason)}`,
  "gate.decided": (e) =>
    `decided ${e.code}, round ${e.round}, as ${titleOfProjectRole[e.role]}${insteadOf(e)}: ${words(e.verdict)}`,
  "gate.round-closed": (e) => `closed round ${e.round} of ${e.code}: ${words(e.outcome)}`,
  "gate.state-changed": (e) =>
    `moved ${e.code} from ${words(e.from)} to ${words(e.to)}${because(e.reason)}`,
  "gate.attested": (e) => `attested ${judgement(e)} at ${e.code} as ${titleOfProjectRole[e.role]}`,
  "gate.attestation-withdrawn": (e) => `withdrew the attestation ${judgement(e)} at ${e.code}`,
  "gate.check-ticked": (e) =>
    `ticked the check “${e.check}” at ${e.code} as ${titleOfProjectRole[e.role]}`,
  "gate.check-unticked": (e) =>
    `un-ticked the check “${e.check}” at ${e.code} as ${titleOfProjectRole[e.role]}${because(e.reason)}`,
  "gate.feedback-given": (e) =>
    `gave feedback on ${e.code}, round ${e.round}, as ${titleOfProjectRole[e.role]} (${words(e.level)}): ${e.text}`,
  "gate.waived": (e) => `waived ${e.code} until ${day(e.expiresOn)}${because(e.reason)}`,
  "gate.waiver-granted": (e) =>
    `granted a waiver of ${e.code} until ${day(e.expiresOn)} as ${titleOfProjectRole[e.role]}; ${titles(e.stillNeeded)} still to grant it${because(e.reason)}`,
  "gate.approval-ended": (e) => `noted that the approval of ${e.code} ended on ${day(e.endedOn)}`,
  "gate.waiver-ended": (e) => `noted that the waiver of ${e.code} ended on ${day(e.endedOn)}`,
  "gate.round-overdue": (e) =>
    `noted that round ${e.round} of ${e.code} was to be decided by ${day(e.dueOn)}`,
  "condition.overdue": (e) => `noted that condition ${e.code} was due on ${day(e.dueOn)}`,
  "condition.met": (e) => `confirmed condition ${e.code} as met`,
  "risk.raised": (e) => `raised ${e.key} ${e.title}, score ${e.score}`,
  "risk.updated": (e) => `changed ${e.key}: ${changed(e)}`,
  "risk.rated": (e) => `rated ${e.key} ${e.kind} ${e.to}${because(e.reason)}`,
  "risk.treated": (e) => `chose to ${e.treatment} ${e.key}`,
  "risk.closed": (e) => `closed ${e.key}${because(e.reason)}`,
  "risk.reopened": (e) => `reopened ${e.key}${because(e.reason)}`,
  "risk-matrix.saved": (e) =>
    `saved version ${e.version} of the risk matrix, ${e.size}; ${e.moving} risks moved, ${e.crossing} of them across the appetite line${because(e.reason)}`,
  "risk.reviewed": (e) =>
    e.isStillTrue
      ? `reviewed ${e.key}, next by ${day(e.nextDueOn)}${because(e.reason)}`
      : `found in a review that ${e.key} is not true any more${because(e.reason)}`,
  "risk.acceptance-requested": (e) =>
    `asked ${e.approver} as ${titleOfProjectRole[e.role]} to accept ${e.key} until ${day(e.expiresOn)}${because(e.reason)}`,
  "risk.acceptance-declined": (e) => `declined to accept ${e.key}${because(e.reason)}`,
  "risk.acceptance-withdrawn": (e) =>
    `took back the question whether ${e.key} is accepted${because(e.reason)}`,
  "risk.accepted": (e) =>
    `accepted ${e.key} as ${titleOfProjectRole[e.role]} until ${day(e.expiresOn)}${because(e.reason)}`,
  "risk.acceptance-revoked": (e) => `revoked the acceptance of ${e.key}${because(e.reason)}`,
  "risk.acceptance-outgrown": (e) =>
    `noted that ${e.key} grew beyond what was accepted, to ${e.to}, and is open again`,
  "risk.returned-to-review": (e) => `returned ${e.key} to review: nothing covers it any more`,
  "risk.watch-added": (e) => `set a watch on ${e.key}: ${e.watch}`,
  "risk.watch-ended": (e) => `ended a watch on ${e.key}: ${e.watch}${because(e.reason)}`,
  "risk.watch-breached": (e) => `found a breach that concerns ${e.key}: ${e.text}`,
  "risk.watch-moved": (e) =>
    `noted that a watch on ${e.key} ${e.to === "holds" ? "holds" : "has nothing to look at"}: ${e.seen}`,
  "risk.finding-closed": (e) => `closed a finding on ${e.key}, saying: ${e.reason}`,
  "risk-view.saved": (e) =>
    `saved the view “${e.name}” of the risk register${e.isShared ? " for everybody" : ""}`,
  "risk-view.renamed": (e) =>
    e.from === e.to
      ? `${e.isShared ? "shared" : "stopped sharing"} the view “${e.to}” of the risk register`
      : `renamed the view “${e.from}” of the risk register to “${e.to}”`,
  "risk-view.deleted": (e) => `deleted the view “${e.name}” of the risk register`,
  "risk.changed-with-others": (e) =>
    `changed ${e.key}, one of ${e.together} at once: ${e.changes.map(({ field, from, to }) => `${field} from ${from} to ${to}`).join(", ")}`,
  "risk.acceptance-ended": (e) =>
    `noted that the acceptance of ${e.key} ended on ${day(e.endedOn)}`,
  "risk-import.started": (e) => `sent ${e.fileName} to import risks from`,
  "risk-import.changed": (e) => `changed an import of risks: ${e.changed.join(", ")}`,
  "risk-import.discarded": (e) => `threw the import of ${e.fileName} away`,
  "risk-import.drafts-ended": (e) => `removed ${counted(e.count, "import")} nobody finished`,
  "risk.imported": (e) =>
    `imported ${e.fileName}: ${counted(e.added.length, "risk")} added, ${e.updated.length} updated`,
  "risk.import-undone": (e) =>
    `undid the import of ${e.fileName}: ${counted(e.removed.length, "risk")} removed, ${e.restored.length} as before`,
};

export function sentenceOf(event: AuditEvent): string {
  const sentence = sentences[event.type] as (event: AuditEvent) => string;
  return sentence(event);
}

/** Short values in words; long texts and people stand in full in the record of the entry. */
function changed(event: { changed: readonly string[]; changes: readonly Change[] }): string {
  const told = new Map(event.changes.map((change) => [change.field, change]));
  return event.changed
    .map((field) => {
      const change = told.get(field);
      const values = change === undefined ? [] : [change.from, change.to].map(String);
      return change === undefined || values.some((value) => IN_RECORD_ONLY.test(value))
        ? field
        : `${field} from ${quoted(change.from)} to ${quoted(change.to)}`;
    })
    .join(", ");
}

const IN_RECORD_ONLY = /^.{61,}$|\n|^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function quoted(value: Change["from"]): string {
  return value === null || value === "" ? "none" : `“${value}”`;
}

function because(reason: string): string {
  return reason === "" ? "" : `, because: ${reason}`;
}

function titles(roles: readonly ProjectRole[]): string {
  return roles.map((role) => titleOfProjectRole[role]).join(", ");
}

function words(code: string): string {
  return code.replaceAll(/[_-]/g, " ");
}

/** Some values were recorded empty or in another form; those are repeated as they stand. */
function day(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayInWords(value) : value;
}

const taskWords: Readonly<Record<string, string>> = {
  todo: "not started",
  doing: "in progress",
  tailored_out: "switched off",
};

function taskWord(state: string): string {
  return taskWords[state] ?? words(state);
}

function judgement(event: { statement: string; criterionId: string }): string {
  const { statement, criterionId } = event;
  return `“${statement === "" ? words(criterionId) : statement.replace(/[.]$/, "")}”`;
}

function insteadOf({ onBehalfOf }: { onBehalfOf: string }): string {
  return onBehalfOf === "" ? "" : ` for ${onBehalfOf}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
