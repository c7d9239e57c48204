import "server-only";
import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import {
  type AmendmentFacts,
  meaningOfAmendment,
  unsignedAmendmentRoles,
} from "@/lib/business-cases/rules/amendment";
import { additionsOf } from "@/lib/business-cases/rules/amendments-of";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { mayAmend, whyNotDecline, whyNotPropose } from "@/lib/business-cases/rules/may-amend";
import { amendmentsView } from "@/lib/business-cases/schema/amendments";
import { caseRef } from "@/lib/business-cases/schema/inputs";
import { loadCase, scopeOfCase } from "@/lib/business-cases/store";
import { loadScope, signedContentOf } from "@/lib/business-cases/store/amendments";
import { defineQuery } from "@/lib/execution/query";

export const getAmendments = defineQuery({
  name: "case.amendments",
  permission: "case:read",
  input: caseRef,
  output: amendmentsView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/case/amendments",
    summary: "Scope that the signed business case does not name, and its amendments",
  },
  scope: ({ db, input }) => scopeOfCase(db, input.projectId),

  async fetch({ db, access }) {
    const facts = await loadCase(db, access.projectId);
    const scope = await loadScope(db, facts.id);
    const signed = await signedContentOf(db, facts);
    const additions = additionsOf(facts, { scope, signed });
    const { member } = access;
    const open = scope.amendments.find(({ status }) => status === "proposed");
    return {
      projectId: access.projectId,
      signedNumber: facts.signedNumber,
      additions,
      whyNotPropose: whyNotPropose(facts, { member, additions: additions.length, open }),
      amendments: scope.amendments.map((amendment) => {
        const permit = mayAmend(facts, { member, amendment });
        return {
          ...recordOf(amendment),
          waitsFor: waitsFor(facts, amendment),
          whyNotSign: permit.allowed ? null : permit.sentence,
          whyNotDecline: whyNotDecline(facts, { member, amendment }),
          choices: permit.allowed ? permit.roles.map(choiceOf) : [],
        };
      }),
    };
  },
});

function recordOf(amendment: AmendmentFacts) {
  const { id, number, signedNumber, status, reason, sha256, proposedAt, closedAt } = amendment;
  return {
    id,
    number,
    signedNumber,
    status,
    reason,
    sha256,
    additions: [...amendment.additions],
    proposedBy: { id: amendment.proposedById, name: amendment.proposedBy },
    proposedAt,
    declined:
      amendment.declinedBy === null
        ? null
        : { by: amendment.declinedBy, reason: amendment.declinedReason },
    closedAt,
    signatures: amendment.signatures.map(({ signerId, signerName, ...signature }) => ({
      ...signature,
      title: titleOfProjectRole[signature.role],
      signer: { id: signerId, name: signerName },
    })),
  };
}

function waitsFor(facts: CaseFacts, { status, signatures }: AmendmentFacts): string[] {
  const { strictness } = facts.project;
  return status === "proposed"
    ? unsignedAmendmentRoles({ strictness, signatures }).map((role) => titleOfProjectRole[role])
    : [];
}

function choiceOf(role: ProjectRole) {
  return { role, title: titleOfProjectRole[role], meaning: meaningOfAmendment(role) };
}
