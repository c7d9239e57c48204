import "server-only";
import { whyNotEdit, whyNothingNew } from "@/lib/business-cases/policy";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import {
  caseSigning,
  requiredSigners,
  roundOfForm,
} from "@/lib/business-cases/rules/case-signatures";
import { missingParts } from "@/lib/business-cases/rules/completeness";
import { submitCaseInput } from "@/lib/business-cases/schema/inputs";
import { loadCase, lockCase, saveVersion, scopeOfCase } from "@/lib/business-cases/store";
import { tellSigners } from "@/lib/business-cases/store/tell-signers";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { reevaluateGates } from "@/lib/platform/jobs";
import { plannedRound } from "@/lib/signing/rules/planned-round";
import { roundIssues } from "@/lib/signing/rules/round-issues";
import { openedEvent } from "@/lib/signing/rules/round-words";
import type { SigningRound } from "@/lib/signing/rules/signing-state";
import type { SigningInput } from "@/lib/signing/schema/inputs";
import { accountsAmong, storeGuests } from "@/lib/signing/store/guests";
import { openRound } from "@/lib/signing/store/open-round";

export const submitCase = defineCommand({
  name: "case.submit",
  permission: "case:write",
  input: submitCaseInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/versions",
    summary: "Submit the business case for signature as an immutable version",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const { latest, id: caseId } = facts;
    if (latest !== null && isSentTwice(facts, member.userId)) {
      const { number, sha256 } = latest;
      const { status, version } = facts;
      return { value: { projectId, caseId, number, sha256, status, version }, unchanged: true };
    }
    demandSubmittable(facts, { member, version: input.version });
    const number = (latest?.number ?? 0) + 1;
    const sha256 = facts.draftSha256;
    const content = facts.draft;
    const { strictness } = facts.project;
    const by = member.userId;
    const planned = await demandRound(tx, { facts, signing: input.signing, number, by, now });
    const asked = { strictness, current: content, signatures: facts.signatures, round: planned };
    const { isSigned } = caseSigning(asked, { today: facts.today });
    const status = isSigned ? ("signed" as const) : ("submitted" as const);
    const { note, version } = input;
    await saveVersion(tx, { caseId, version, number, content, sha256, note, by, at: now, status });
    const round = await openRound(tx, { projectId, caseId, openedAt: now, round: planned });
    const submitter = { id: by, name: member.name };
    const told = await tellSigners(tx, { facts, round, by: submitter, now });
    return {
      value: { projectId, caseId, number, sha256, status, version: version + 1 },
      audit: [
        { type: "case.submitted", caseId, number, sha256 },
        ...(input.signing === undefined ? [] : [openedEvent(caseId, round)]),
        ...told.events,
      ],
      jobs: [...told.jobs, reevaluateGates(projectId)],
    };
  },
});

/** The second click of a double click finds its own version already there. */
function isSentTwice(facts: CaseFacts, userId: UserId): boolean {
  const { latest, status, draftSha256 } = facts;
  return (
    latest !== null &&
    latest.sha256 === draftSha256 &&
    latest.submittedById === userId &&
    (status === "submitted" || status === "signed")
  );
}

function demandSubmittable(
  facts: CaseFacts,
  by: { member: Parameters<typeof whyNotEdit>[1]; version: number },
): void {
  const refused = whyNotEdit(facts, by.member) ?? whyNothingNew(facts);
  if (refused !== null) {
    throw new AppError("rule_refused", refused);
  }
  if (facts.version !== by.version) {
    const who = facts.draftSavedBy ?? "Somebody";
    throw new AppError(
      "conflict",
      `${who} changed the business case after you opened it. Reload, read the change and submit again.`,
    );
  }
  const issues = missingParts(facts.draft).map(({ path, message }) => ({ path, message }));
  if (issues.length > 0) {
    const count = issues.length === 1 ? "One field is" : `${issues.length} fields are`;
    throw new AppError("invalid_input", `${count} still missing. Nothing was submitted.`, {
      issues,
    });
  }
}

async function demandRound(
  tx: Tx,
  at: {
    facts: CaseFacts;
    signing: SigningInput | undefined;
    number: number;
    by: UserId;
    now: Date;
  },
): Promise<SigningRound> {
  const { facts, signing, number, by, now } = at;
  const { members, today, project } = facts;
  const { id: projectId, workspaceId, strictness } = project;
  if (signing === undefined) {
    return { ...roundOfForm(strictness), number, openedById: by };
  }
  const named = signing.slots.flatMap(({ guest }) => guest ?? []);
  const accounts = await accountsAmong(tx, { workspaceId, guests: named });
  const required = requiredSigners(strictness);
  const issues = roundIssues(signing, { members, required, submitterId: by, today, accounts });
  if (issues.length > 0) {
    throw new AppError("invalid_input", `${issues[0]?.message ?? ""} Nothing was submitted.`, {
      issues,
    });
  }
  const guests = await storeGuests(tx, { workspaceId, projectId, guests: named, by, at: now });
  return plannedRound(signing, { number, openedById: by, members, guests });
}
