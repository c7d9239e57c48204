import { titleOfProjectRole } from "@/lib/authz/permissions";
import { caseStaleness } from "@/lib/business-cases/rules/assumption-standing";
import { isCaseSigned, unsignedRoles } from "@/lib/business-cases/rules/case-signatures";
import type { CaseContent } from "@/lib/business-cases/schema";
import {
  type Evaluator,
  type Finding,
  listed,
  pages,
  teamRoles,
} from "@/lib/gates/rules/criteria/criterion-context";
import type { CaseFactsOfGates } from "@/lib/gates/rules/gate-facts";
import { isStrongEnough } from "@/lib/playbooks/rules/assurance";
import type { AssuranceLevel } from "@/lib/playbooks/rules/assurance-levels";

/** The latest submitted version carries every signature it needs, and none of them is stale. */
export const signed: Evaluator<"signed"> = (criterion, at) => {
  const { businessCase, strictness } = at.project;
  const current = businessCase?.versions[0];
  const seen = {
    name: "The business case is signed",
    threshold: "signed",
    href: pages.businessCase(at),
  };
  if (businessCase === null || current === undefined) {
    return {
      ...seen,
      status: "not_met",
      value: "not submitted",
      sentence: "the business case has not been submitted",
      nextStep: "submit the business case for signature",
      who: teamRoles,
    };
  }
  const { status, signatures } = businessCase;
  const onRecord = signaturesWithContent(businessCase);
  const evidence = signatures.map((signature) => ({
    kind: "signature" as const,
    id: signature.id,
    label: `${signature.signerName}, ${titleOfProjectRole[signature.role]}, version ${signature.number}`,
    href: pages.businessCase(at),
  }));
  const found = { ...seen, evidence };
  if (status === "returned" || status === "withdrawn") {
    return {
      ...found,
      status: "not_met",
      value: status,
      sentence: `version ${current.number} of the business case was ${status}`,
      nextStep: "submit a new version of the business case",
      who: teamRoles,
    };
  }
  const outdated = staleCase(current.content, { businessCase, today: at.project.today });
  if (outdated !== null) {
    return { ...found, ...outdated };
  }
  const round = businessCase.rounds.find(({ number }) => number === current.number) ?? null;
  const strong = onRecord.filter(({ assurance }) => isStrongEnough(assurance, criterion.assurance));
  const facts = { status, strictness, current: current.content, signatures: strong, round };
  if (isCaseSigned(facts)) {
    return {
      ...found,
      status: "met",
      value: `version ${current.number}`,
      sentence: `version ${current.number} of the business case is signed`,
    };
  }
  const weak = tooWeak(criterion.assurance, { facts, onRecord });
  if (weak !== null) {
    return { ...found, ...weak };
  }
  const open = unsignedRoles(facts);
  const isStale = open.some((role) => signatures.some((signature) => signature.role === role));
  const titles = listed(open.map((role) => titleOfProjectRole[role]));
  return {
    ...found,
    status: "not_met",
    value: isStale ? "signature stale" : "not signed",
    sentence: isStale
      ? `version ${current.number} of the business case changed what the ${titles} had signed`
      : `version ${current.number} of the business case is not signed by the ${titles}`,
    nextStep: `sign version ${current.number} of the business case`,
    who: open,
  };
};

type Asked = Parameters<typeof isCaseSigned>[0];

/** Signed, though not as this gate wants it confirmed; null where that is not what is missing. */
function tooWeak(
  demanded: AssuranceLevel | undefined,
  at: { facts: Asked & { current: CaseContent }; onRecord: Asked["signatures"] },
): Finding | null {
  const { facts, onRecord } = at;
  if (demanded === undefined || !isCaseSigned({ ...facts, signatures: onRecord })) {
    return null;
  }
  const titles = listed(unsignedRoles(facts).map((role) => titleOfProjectRole[role]));
  const proof = signatureProof[demanded];
  return {
    status: "not_met",
    value: "signed with too weak a proof",
    sentence: `this gate counts signatures confirmed by ${proof}, and the business case is signed with less by the ${titles}`,
    nextStep: `submit a version of the business case that asks every signer for ${proof}`,
    who: teamRoles,
  };
}

/** What a signature has to be confirmed with, as the object of "confirmed by". */
const signatureProof = {
  "link-code": "a mailed link and code or more",
  reauthenticated: "a password, single sign-on or a passkey",
  password: "a password, single sign-on or a passkey",
  sso: "a password, single sign-on or a passkey",
  passkey: "a passkey",
} as const satisfies Record<AssuranceLevel, string>;

/** A signed text that rests on an assumption nobody verified in time, or that broke, is signed in vain. */
function staleCase(
  { assumptions }: CaseContent,
  at: { businessCase: CaseFactsOfGates; today: string },
): Finding | null {
  const { reviews } = at.businessCase;
  const { isStale, reasons } = caseStaleness({ assumptions, reviews, today: at.today });
  return isStale
    ? {
        status: "not_met",
        value: "stale",
        sentence: `the business case is stale: ${listed(reasons)}`,
        nextStep: "look at the assumption again, or go back and write the case anew",
        who: ["lead"],
      }
    : null;
}

/** Each signature with the text it was given for; one whose version is not on record counts for nothing. */
function signaturesWithContent({ signatures, versions }: CaseFactsOfGates) {
  return signatures.flatMap(({ number, ...given }) => {
    const version = versions.find((each) => each.number === number);
    return version === undefined ? [] : [{ ...given, content: version.content }];
  });
}
