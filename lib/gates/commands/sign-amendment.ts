import "server-only";
import * as z from "zod";
import type { Member } from "@/lib/authz/actor";
import { type ProjectRole, projectRoles, titleOfProjectRole } from "@/lib/authz/permissions";
import {
  type AmendmentFacts,
  meaningOfAmendment,
  unsignedAmendmentRoles,
} from "@/lib/business-cases/rules/amendment";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { mayAmend } from "@/lib/business-cases/rules/may-amend";
import { amendmentRef } from "@/lib/business-cases/schema/amendments";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { loadScope, saveAccepted } from "@/lib/business-cases/store/amendments";
import { defineCommand } from "@/lib/execution/command";
import { proof, sha256 } from "@/lib/gates/schema/inputs";
import { insertSignature } from "@/lib/gates/store/insert-signature";
import { consumeReauthentication } from "@/lib/identity/store";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";

const signAmendmentInput = amendmentRef.extend({
  /** What the signer saw, and what they say they have read. */
  sha256,
  readSha256: sha256.optional(),
  role: z.enum(projectRoles),
  token: proof,
});
type Input = z.output<typeof signAmendmentInput>;

export const signAmendment = defineCommand({
  name: "case.sign-amendment",
  permission: "case:sign",
  input: signAmendmentInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/amendments/{number}/signatures",
    summary: "Sign an amendment of the business case",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const amendment = await findAmendment(tx, { facts, number: input.number });
    const { id: amendmentId, number } = amendment;
    const own = amendment.signatures.find(({ signerId }) => signerId === member.userId);
    const base = { projectId, amendmentId, number };
    if (own !== undefined && own.role === input.role) {
      return {
        value: { ...base, signatureId: own.id, status: amendment.status },
        unchanged: true,
      };
    }
    demandSignable(facts, { amendment, member, input });
    const { role, token } = input;
    const signed = await sign(tx, { facts, amendment, member, role, token, now });
    const { strictness } = facts.project;
    const signatures = [...amendment.signatures, { role }];
    const isAccepted = unsignedAmendmentRoles({ strictness, signatures }).length === 0;
    if (isAccepted) {
      await saveAccepted(tx, { id: amendmentId, at: now });
    }
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [amendment.proposedById],
      except: member.userId,
      title: `${facts.project.name}: ${member.name} signed amendment ${number} as ${titleOfProjectRole[role]}`,
      because: "because you proposed it",
      href: `/projects/${projectId}/business-case#amendments`,
    });
    const status = isAccepted ? ("accepted" as const) : amendment.status;
    return {
      value: { ...base, signatureId: signed.signatureId, status },
      audit: [
        {
          type: "amendment.signed",
          caseId: facts.id,
          amendmentId,
          number,
          sha256: amendment.sha256,
          role,
          meaning: meaningOfAmendment(role),
          ...signed,
          isAccepted,
        },
      ],
      jobs: told,
    };
  },
});

async function findAmendment(tx: Tx, at: { facts: CaseFacts; number: number }) {
  const { amendments } = await loadScope(tx, at.facts.id);
  const amendment = amendments.find(({ number }) => number === at.number);
  if (amendment === undefined) {
    throw new AppError("not_found", `This business case has no amendment ${at.number}.`);
  }
  return amendment;
}

type Asked = { amendment: AmendmentFacts; member: Member; input: Input };

function demandSignable(facts: CaseFacts, { amendment, member, input }: Asked): void {
  const permit = mayAmend(facts, { member, amendment });
  refuseIf(permit.allowed ? null : permit.sentence);
  if (amendment.sha256 !== input.sha256) {
    throw new AppError(
      "conflict",
      `This is not amendment ${amendment.number} as it stands. Read it before you sign; nothing was signed.`,
    );
  }
  if (input.readSha256 !== amendment.sha256) {
    throw fieldError("readSha256", `Say that you have read amendment ${amendment.number} first.`);
  }
  if (permit.allowed && !permit.roles.includes(input.role)) {
    const titles = permit.roles.map((role) => titleOfProjectRole[role]).join(" or ");
    throw fieldError("role", `You can sign this amendment as: ${titles}.`);
  }
}

type Signing = {
  facts: CaseFacts;
  amendment: AmendmentFacts;
  member: Member;
  role: ProjectRole;
  token: string;
  now: Date;
};

/** The same ceremony as for the case: the proof of identity is bound to this very text. */
async function sign(tx: Tx, signing: Signing) {
  const { facts, amendment, member, role, token, now } = signing;
  const { project } = facts;
  const { id, number, sha256: subjectSha256 } = amendment;
  const { userId } = member;
  const { assurance } = await consumeReauthentication(tx, { userId, token, subjectSha256, now });
  const ofTheCase = facts.signatures.filter((each) => each.number === amendment.signedNumber);
  const signature = await insertSignature(tx, {
    workspace: { id: project.workspaceId, name: project.workspaceName },
    project: { id: project.id, key: project.key, name: project.name },
    subject: {
      kind: "case_amendment",
      id,
      name: `Amendment ${number} of the business case of ${project.name}`,
      version: number,
      sha256: subjectSha256,
    },
    covers: [],
    policySha256: null,
    round: null,
    signer: { id: userId, name: member.name },
    role,
    meaning: meaningOfAmendment(role),
    assurance,
    at: now,
    buildsOn: [...ofTheCase, ...amendment.signatures].map((earlier) => earlier.id),
  });
  return { ...signature, assurance };
}
