import "server-only";
import { whyNotEdit, whyNotReturn, whyNotSubmit } from "@/lib/business-cases/policy";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { caseViewOf, guestOf, versionHeadOf, wordsOf } from "@/lib/business-cases/rules/case-view";
import { classOfSection, labelOfSection } from "@/lib/business-cases/rules/field-classes";
import { maySign } from "@/lib/business-cases/rules/may-sign";
import { economicOutlook } from "@/lib/business-cases/rules/net-present-value";
import { textOfSection } from "@/lib/business-cases/rules/section-text";
import { changedSections } from "@/lib/business-cases/rules/signature-standing";
import {
  caseComparison,
  caseSections,
  caseVersionView,
  caseView,
} from "@/lib/business-cases/schema";
import { caseRef, caseVersionRef, compareCaseInput } from "@/lib/business-cases/schema/inputs";
import { findVersion, loadCase, scopeOfCase } from "@/lib/business-cases/store";
import { defineQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { whyNotManageSigners } from "@/lib/signing/rules/managed-slots";

export const getCase = defineQuery({
  name: "case.get",
  permission: "case:read",
  input: caseRef,
  output: caseView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/case",
    summary: "Business case with its versions and signatures",
  },
  scope: ({ db, input }) => scopeOfCase(db, input.projectId),

  async fetch({ db, access }) {
    const facts = await loadCase(db, access.projectId);
    const { member } = access;
    const permit = maySign(facts, member);
    return caseViewOf(facts, {
      whyNotEdit: whyNotEdit(facts, member),
      whyNotSubmit: whyNotSubmit(facts, member),
      whyNotReturn: whyNotReturn(facts, member),
      whyNotManageSigners: whyNotManageSigners(facts, member),
      whyNotSign: permit.allowed ? null : permit.sentence,
      choices: permit.allowed ? permit.choices : [],
    });
  },
});

export const getCaseVersion = defineQuery({
  name: "case.version",
  permission: "case:read",
  input: caseVersionRef,
  output: caseVersionView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/case/versions/{number}",
    summary: "One submitted version of the business case",
  },
  scope: ({ db, input }) => scopeOfCase(db, input.projectId),

  async fetch({ db, access, input }) {
    const facts = await loadCase(db, access.projectId);
    const content = await findVersion(db, { caseId: facts.id, number: input.number });
    return {
      ...headOf(facts, input.number),
      projectId: access.projectId,
      content,
      outlook: economicOutlook(content.economics),
      signatures: facts.signatures
        .filter((signature) => signature.number === input.number)
        .map((signature) => {
          const {
            content: _signed,
            signerId,
            signerName,
            delegatedFromId: _lender,
            guest,
            ...rest
          } = signature;
          return {
            ...rest,
            signer: { id: signerId, name: signerName },
            guest: guestOf(guest),
            inWords: wordsOf(signature),
          };
        }),
    };
  },
});

export const compareCase = defineQuery({
  name: "case.compare",
  permission: "case:read",
  input: compareCaseInput,
  output: caseComparison,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/case/comparison",
    summary: "Two versions of the business case, section by section",
  },
  scope: ({ db, input }) => scopeOfCase(db, input.projectId),

  async fetch({ db, access, input }) {
    const facts = await loadCase(db, access.projectId);
    const before = await findVersion(db, { caseId: facts.id, number: input.from });
    const after = await findVersion(db, { caseId: facts.id, number: input.to });
    const changed = new Map(
      changedSections(before, after).map((change) => [change.section, change.class]),
    );
    return {
      from: headOf(facts, input.from),
      to: headOf(facts, input.to),
      changedCount: changed.size,
      sections: caseSections.map((section) => ({
        section,
        label: labelOfSection[section],
        class: changed.get(section) ?? classOfSection[section],
        isChanged: changed.has(section),
        before: textOfSection(before, section),
        after: textOfSection(after, section),
      })),
    };
  },
});

function headOf(facts: CaseFacts, number: number) {
  const version = facts.versions.find((each) => each.number === number);
  if (version === undefined) {
    throw new AppError("not_found", `This business case has no version ${number}.`);
  }
  return versionHeadOf(version);
}
