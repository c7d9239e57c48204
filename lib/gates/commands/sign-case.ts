import "server-only";
import type { Member } from "@/lib/authz/actor";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type { CaseFacts, CaseVersionFacts } from "@/lib/business-cases/rules/case-facts";
import { meaningFor } from "@/lib/business-cases/rules/case-signatures";
import { maySign, roundOf, type SignChoice } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { signCaseInput } from "@/lib/gates/schema/inputs";
import { settleCaseSignature } from "@/lib/gates/store/settle-case-signature";
import { consumeReauthentication } from "@/lib/identity/store";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { assuranceWords } from "@/lib/signing/rules/round-words";
import { isStrong } from "@/lib/signing/rules/signing-state";

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
    const { projectId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const own = ownSignature(facts, { userId: member.userId, number: input.number });
    const base = { projectId, caseId: facts.id, number: input.number };
    if (own?.role === input.role && own.delegatedFromId === input.onBehalfOf) {
      const value = { ...base, signatureId: own.id, status: facts.status, version: facts.version };
      return { value, unchanged: true };
    }
    const { latest, choice } = demandSignable(facts, { member, input });
    const { role, token } = input;
    const assurance = await proven(tx, { facts, latest, userId: member.userId, token, now });
    const { audit, jobs, ...signed } = await settleCaseSignature(tx, {
      facts,
      latest,
      signer: { id: member.userId, name: member.name },
      role,
      onBehalfOf: choice.onBehalfOf,
      meaning: input.meaning === "" ? meaningFor(role) : input.meaning,
      assurance,
      now,
    });
    return { value: { ...base, ...signed }, audit, jobs };
  },
});

type Proof = {
  facts: CaseFacts;
  latest: CaseVersionFacts;
  userId: UserId;
  token: string;
  now: Date;
};

/** Uses the proof of identity up, and demands that it is as strong as the round asks for. */
async function proven(tx: Tx, { facts, latest, userId, token, now }: Proof) {
  const { number: version, sha256: subjectSha256 } = latest;
  const { assurance } = await consumeReauthentication(tx, { userId, token, subjectSha256, now });
  const { minimumAssurance } = roundOf(facts);
  if (!isStrong(assurance, minimumAssurance)) {
    throw new AppError(
      "rule_refused",
      `Version ${version} asks for a stronger proof of who you are: ${assuranceWords(minimumAssurance)}. Nothing was signed.`,
    );
  }
  return assurance;
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
