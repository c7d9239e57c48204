import "server-only";
import { whyNotEdit, whyNothingNew } from "@/lib/business-cases/policy";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import {
  caseSigning,
  requiredSigners,
  roundOfForm,
} from "@/lib/business-cases/rules/case-signatures";
import { missingParts } from "@/lib/business-cases/rules/completeness";
import { whatWentStale } from "@/lib/business-cases/rules/covered-sections";
import { submitCaseInput } from "@/lib/business-cases/schema/inputs";
import { loadCase, lockCase, saveVersion, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import { type Job, reevaluateGates } from "@/lib/platform/jobs";
import { peopleAsked } from "@/lib/signing/rules/people-asked";
import { plannedRound } from "@/lib/signing/rules/planned-round";
import { roundIssues } from "@/lib/signing/rules/round-issues";
import { openedEvent } from "@/lib/signing/rules/round-words";
import type { SigningRound } from "@/lib/signing/rules/signing-state";
import type { SigningInput } from "@/lib/signing/schema/inputs";
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
    const round = demandRound(facts, { signing: input.signing, number, by });
    const asked = { strictness, current: content, signatures: facts.signatures, round };
    const { isSigned } = caseSigning(asked, { today: facts.today });
    const status = isSigned ? ("signed" as const) : ("submitted" as const);
    const { note, version } = input;
    await saveVersion(tx, { caseId, version, number, content, sha256, note, by, at: now, status });
    await openRound(tx, { projectId, caseId, openedAt: now, round });
    const told = await tellSigners(tx, { facts, round, by });
    return {
      value: { projectId, caseId, number, sha256, status, version: version + 1 },
      audit: [
        { type: "case.submitted", caseId, number, sha256 },
        ...(input.signing === undefined ? [] : [openedEvent(caseId, round)]),
      ],
      jobs: [...told, reevaluateGates(projectId)],
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

function demandRound(
  facts: CaseFacts,
  at: { signing: SigningInput | undefined; number: number; by: UserId },
): SigningRound {
  const { signing, number, by } = at;
  const { members, today, project } = facts;
  if (signing === undefined) {
    return { ...roundOfForm(project.strictness), number, openedById: by };
  }
  const required = requiredSigners(project.strictness);
  const issues = roundIssues(signing, { members, required, submitterId: by, today });
  if (issues.length > 0) {
    throw new AppError("invalid_input", `${issues[0]?.message ?? ""} Nothing was submitted.`, {
      issues,
    });
  }
  return plannedRound(signing, { number, openedById: by, members });
}

/** Exactly those whose signature the change touches hear of it, and in its own words; the others keep theirs. */
async function tellSigners(
  tx: Tx,
  at: { facts: CaseFacts; round: SigningRound; by: UserId },
): Promise<Job[]> {
  const { facts, round, by } = at;
  const { number } = round;
  const { project, draft } = facts;
  const notice = {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    href: `/projects/${project.id}/business-case`,
    except: by,
  };
  const touched = changesBySigner(facts);
  const { strictness } = project;
  const { signatures, members, today } = facts;
  const state = caseSigning({ strictness, current: draft, signatures, round }, { today });
  const wanted = peopleAsked(state, round, members).filter((userId) => !touched.has(userId));
  const jobs: Job[] = [];
  for (const [signerId, labels] of touched) {
    jobs.push(
      ...(await notify(tx, {
        ...notice,
        kind: "signature_stale",
        userIds: [signerId],
        title: `${project.name}: version ${number} changes what you signed: ${labels.join(", ")}`,
        because: "because your signature covers an earlier version",
      })),
    );
  }
  const asked = await notify(tx, {
    ...notice,
    kind: "signature_wanted",
    userIds: wanted,
    title: `${project.name}: sign version ${number} of the business case`,
    because: "because you are asked to sign the business case",
  });
  return [...jobs, ...asked];
}

/**
 * Per signer, the labels of what the draft changes in what they answer for. A
 * later signature of the same role takes the place of an earlier one.
 */
function changesBySigner({ signatures, draft }: CaseFacts): Map<string, string[]> {
  const last = new Map(
    signatures.map((signature) => [`${signature.signerId} ${signature.role}`, signature]),
  );
  const changes = new Map<string, string[]>();
  for (const signature of last.values()) {
    const labels = whatWentStale(signature, draft);
    if (labels.length > 0) {
      const { signerId } = signature;
      changes.set(signerId, [...new Set([...(changes.get(signerId) ?? []), ...labels])]);
    }
  }
  return changes;
}
