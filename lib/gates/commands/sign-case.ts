import "server-only";
import type { Member } from "@/lib/authz/actor";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type { CaseFacts, CaseVersionFacts } from "@/lib/business-cases/rules/case-facts";
import { caseSigning, meaningFor } from "@/lib/business-cases/rules/case-signatures";
import { maySign, roundOf, type SignChoice, signingOf } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase, saveSigned, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { signCaseInput } from "@/lib/gates/schema/inputs";
import { insertSignature } from "@/lib/gates/store/insert-signature";
import { consumeReauthentication } from "@/lib/identity/store";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import { type Job, reevaluateGates } from "@/lib/platform/jobs";
import { peopleAsked } from "@/lib/signing/rules/people-asked";
import { assuranceWords } from "@/lib/signing/rules/round-words";
import { isStrong, type SigningState } from "@/lib/signing/rules/signing-state";

export const signCase = defineCommand({
  name: "case.sign",
  permission: "case:sign",
  input: signCaseInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/signatures",
    summary: "Sign a submitted version of the business case",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const own = ownSignature(facts, { userId: member.userId, number: input.number });
    const base = { projectId, caseId: facts.id, number: input.number };
    if (own?.role === input.role && own.delegatedFromId === input.onBehalfOf) {
      const value = { ...base, signatureId: own.id, status: facts.status, version: facts.version };
      return { value, unchanged: true };
    }
    const { latest, choice } = demandSignable(facts, { member, input });
    const { role } = input;
    const meaning = input.meaning === "" ? meaningFor(role) : input.meaning;
    const { token } = input;
    const signed = await sign(tx, { facts, latest, member, choice, meaning, token, now });
    const { signatureId } = signed;
    const { project } = facts;
    const after = stateWith(facts, { signed, choice, member });
    const { isSigned } = after;
    const onBehalfOf = choice.onBehalfOf?.name ?? "";
    if (isSigned && facts.status !== "signed") {
      await saveSigned(tx, { caseId: facts.id, number: latest.number, at: now });
    }
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [latest.submittedById],
      except: member.userId,
      title: `${project.name}: ${member.name} signed version ${latest.number} as ${titleOfProjectRole[role]}${onBehalfOf === "" ? "" : ` for ${onBehalfOf}`}`,
      because: "because you submitted the business case",
      href: `/projects/${projectId}/business-case`,
    });
    const next = await askNext(tx, { facts, after, by: member });
    const status = isSigned ? ("signed" as const) : facts.status;
    const version = facts.version + (isSigned && facts.status !== "signed" ? 1 : 0);
    return {
      value: { ...base, signatureId, status, version },
      audit: [
        {
          type: "case.signed",
          caseId: facts.id,
          number: latest.number,
          sha256: latest.sha256,
          role,
          meaning,
          onBehalfOf,
          ...signed,
        },
      ],
      jobs: [...told, ...next, reevaluateGates(projectId)],
    };
  },
});

type Signing = {
  facts: CaseFacts;
  latest: CaseVersionFacts;
  member: Member;
  choice: SignChoice;
  meaning: string;
  token: string;
  now: Date;
};

async function sign(tx: Tx, signing: Signing) {
  const { facts, latest, member, choice, meaning, token, now } = signing;
  const { project } = facts;
  const { number: version, sha256 } = latest;
  const { userId } = member;
  const proof = await consumeReauthentication(tx, { userId, token, subjectSha256: sha256, now });
  const { assurance } = proof;
  const { minimumAssurance } = roundOf(facts);
  if (!isStrong(assurance, minimumAssurance)) {
    throw new AppError(
      "rule_refused",
      `Version ${version} asks for a stronger proof of who you are: ${assuranceWords(minimumAssurance)}. Nothing was signed.`,
    );
  }
  const signature = await insertSignature(tx, {
    workspace: { id: project.workspaceId, name: project.workspaceName },
    project: { id: project.id, key: project.key, name: project.name },
    subject: {
      kind: "business_case",
      id: facts.id,
      name: `Business case of ${project.name}`,
      version,
      sha256,
    },
    covers: [],
    policySha256: null,
    round: null,
    signer: { id: userId, name: member.name },
    delegatedFrom: choice.onBehalfOf,
    role: choice.role,
    meaning,
    assurance,
    at: now,
    buildsOn: facts.signatures
      .filter((earlier) => earlier.number === version)
      .map((earlier) => earlier.id),
  });
  return { ...signature, assurance };
}

function ownSignature(facts: CaseFacts, at: { userId: string; number: number }) {
  return facts.signatures.find(
    (signature) => signature.signerId === at.userId && signature.number === at.number,
  );
}

type Asked = {
  member: Member;
  input: {
    number: number;
    sha256: string;
    readSha256?: string | undefined;
    role: ProjectRole;
    onBehalfOf: string | null;
  };
};

function demandSignable(facts: CaseFacts, { member, input }: Asked) {
  const permit = maySign(facts, member);
  const { latest } = facts;
  if (!permit.allowed || latest === null) {
    throw new AppError(
      "rule_refused",
      permit.allowed ? "No version has been submitted yet." : permit.sentence,
    );
  }
  if (latest.number !== input.number || latest.sha256 !== input.sha256) {
    throw new AppError(
      "conflict",
      `Version ${latest.number} is the latest one. Read it before you sign; nothing was signed.`,
    );
  }
  if (input.readSha256 !== latest.sha256) {
    throw fieldError("readSha256", `Say that you have read version ${latest.number} first.`);
  }
  const choice = permit.choices.find(
    (one) => one.role === input.role && (one.onBehalfOf?.id ?? null) === input.onBehalfOf,
  );
  if (choice === undefined) {
    const titles = permit.choices.map(choiceWords).join(" or ");
    throw fieldError("role", `You can sign this version as: ${titles}.`);
  }
  return { latest, choice };
}

function choiceWords({ role, onBehalfOf }: SignChoice): string {
  const title = titleOfProjectRole[role];
  return onBehalfOf === null ? title : `${title} for ${onBehalfOf.name}`;
}

/** How the round stands with the signature that was just given. */
function stateWith(
  facts: CaseFacts,
  given: {
    signed: { signatureId: string; assurance: string };
    choice: SignChoice;
    member: Member;
  },
): SigningState {
  const { project, today } = facts;
  const { signed, choice, member } = given;
  const content = facts.latest?.content ?? facts.draft;
  const signature = {
    id: signed.signatureId,
    role: choice.role,
    signerId: member.userId,
    delegatedFromId: choice.onBehalfOf?.id ?? null,
    assurance: signed.assurance,
    content,
  };
  return caseSigning(
    {
      strictness: project.strictness,
      current: content,
      signatures: [...facts.signatures, signature],
      round: roundOf(facts),
    },
    { today },
  );
}

/** In order, a signature hands the pen on: whoever was not asked before is asked now. */
async function askNext(
  tx: Tx,
  at: { facts: CaseFacts; after: SigningState; by: Member },
): Promise<Job[]> {
  const { facts, after, by } = at;
  const { project, members, latest } = facts;
  const round = roundOf(facts);
  const before = signingOf(facts);
  const asked = before === null ? [] : peopleAsked(before, round, members);
  const next = round.inOrder
    ? peopleAsked(after, round, members).filter((userId) => !asked.includes(userId))
    : [];
  return notify(tx, {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    kind: "signature_wanted",
    userIds: next,
    except: by.userId,
    title: `${project.name}: it is your turn to sign version ${latest?.number ?? 0} of the business case`,
    because: "because you are asked to sign after those before you",
    href: `/projects/${project.id}/business-case`,
  });
}
