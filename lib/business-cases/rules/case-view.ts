import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type {
  CaseFacts,
  CaseSignatureFacts,
  CaseVersionFacts,
} from "@/lib/business-cases/rules/case-facts";
import {
  meaningFor,
  possibleSigners,
  requiredSigners,
} from "@/lib/business-cases/rules/case-signatures";
import { completenessOf } from "@/lib/business-cases/rules/completeness";
import { standingFor } from "@/lib/business-cases/rules/covered-sections";
import { classOfSection, labelOfSection } from "@/lib/business-cases/rules/field-classes";
import { economicOutlook } from "@/lib/business-cases/rules/net-present-value";
import type { CaseSignatureView, CaseView } from "@/lib/business-cases/schema";

/** What the policy answered one reader. */
type Reader = Pick<CaseView, "whyNotEdit" | "whyNotSubmit" | "whyNotReturn" | "whyNotSign"> & {
  signsAs: readonly ProjectRole[];
};

/** The whole page of a business case for one reader. */
export function caseViewOf(facts: CaseFacts, reader: Reader): CaseView {
  const { latest, draft } = facts;
  const { signsAs, ...refusals } = reader;
  return {
    id: facts.id,
    projectId: facts.project.id,
    status: facts.status,
    version: facts.version,
    draft,
    draftSavedAt: facts.draftSavedAt,
    draftSavedBy: facts.draftSavedBy,
    isDraftAhead: latest !== null && latest.sha256 !== facts.draftSha256,
    returnedReason: facts.returnedReason,
    completeness: completenessOf(draft),
    outlook: economicOutlook(draft.economics),
    labels: labelOfSection,
    classes: classOfSection,
    latest: latest === null ? null : { ...versionHeadOf(latest), content: latest.content },
    signedNumber: facts.signedNumber,
    signedAt: facts.signedAt,
    versions: facts.versions.map(versionHeadOf),
    signatures: facts.signatures.map((signature) => signatureViewOf(facts, signature)),
    signers: signersOf(facts, signsAs),
    ...refusals,
    toSign:
      latest === null || signsAs.length === 0
        ? null
        : {
            number: latest.number,
            sha256: latest.sha256,
            choices: signsAs.map((role) => ({
              role,
              title: titleOfProjectRole[role],
              meaning: meaningFor(role),
            })),
          },
  };
}

export function versionHeadOf(version: CaseVersionFacts) {
  const { number, sha256, note, submittedById, submittedBy, submittedAt } = version;
  return {
    number,
    sha256,
    note,
    submittedBy: { id: submittedById, name: submittedBy },
    submittedAt,
  };
}

function signatureViewOf(facts: CaseFacts, signature: CaseSignatureFacts): CaseSignatureView {
  const { content, signerId, signerName, ...rest } = signature;
  const current = facts.latest?.content ?? content;
  return {
    ...rest,
    signer: { id: signerId, name: signerName },
    ...standingFor(signature, current),
  };
}

/** The list beside the page: for each role who signs, and how far it is. */
function signersOf(facts: CaseFacts, signsAs: readonly ProjectRole[]): CaseView["signers"] {
  const required = requiredSigners(facts.project.strictness);
  return possibleSigners(facts.project.strictness).map((role) => {
    const people = facts.members
      .filter((person) => person.roles.includes(role))
      .map(({ userId: id, name }) => ({ id, name }));
    return {
      role,
      title: titleOfProjectRole[role],
      required: required.includes(role),
      people,
      state: signerState(facts, { role, signsAs, isHeld: people.length > 0 }),
    };
  });
}

function signerState(
  facts: CaseFacts,
  at: { role: ProjectRole; signsAs: readonly ProjectRole[]; isHeld: boolean },
): CaseView["signers"][number]["state"] {
  const ofRole = facts.signatures.filter((signature) => signature.role === at.role);
  const current = facts.latest?.content;
  const isSigned = ofRole.some(
    (signature) => current !== undefined && standingFor(signature, current).standing === "valid",
  );
  if (isSigned) {
    return "signed";
  }
  if (at.signsAs.includes(at.role)) {
    return "your_turn";
  }
  if (ofRole.length > 0) {
    return "signed_older";
  }
  return at.isHeld ? "waiting" : "nobody";
}
