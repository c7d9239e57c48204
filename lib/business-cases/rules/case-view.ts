import { projectRolesWith, titleOfProjectRole } from "@/lib/authz/permissions";
import type {
  CaseFacts,
  CaseSignatureFacts,
  CaseVersionFacts,
} from "@/lib/business-cases/rules/case-facts";
import { meaningFor, requiredSigners } from "@/lib/business-cases/rules/case-signatures";
import { roundViewOf, signersOf } from "@/lib/business-cases/rules/case-signers";
import { completenessOf } from "@/lib/business-cases/rules/completeness";
import { standingFor } from "@/lib/business-cases/rules/covered-sections";
import { classOfSection, labelOfSection } from "@/lib/business-cases/rules/field-classes";
import { roundOf, type SignChoice } from "@/lib/business-cases/rules/may-sign";
import { economicOutlook } from "@/lib/business-cases/rules/net-present-value";
import type { CaseSignatureView, CaseView } from "@/lib/business-cases/schema";
import { type SignatureWords, signatureWords } from "@/lib/kernel/signature-words";
import { formOfRound } from "@/lib/signing/rules/form-of-round";

/** What the policy answered one reader. */
type Reader = Pick<
  CaseView,
  "whyNotEdit" | "whyNotSubmit" | "whyNotReturn" | "whyNotSign" | "whyNotManageSigners"
> & {
  choices: readonly SignChoice[];
};

/** The whole page of a business case for one reader. */
export function caseViewOf(facts: CaseFacts, reader: Reader): CaseView {
  const { latest, draft } = facts;
  const { choices, ...refusals } = reader;
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
    signers: signersOf(facts, { choices, mayManage: refusals.whyNotManageSigners === null }),
    round: roundViewOf(facts),
    candidates: candidatesOf(facts),
    // With addresses of guests, so for those who ask people to sign and nobody else.
    signersBefore:
      latest === null || reader.whyNotEdit !== null
        ? null
        : formOfRound(roundOf(facts), facts.members),
    ...refusals,
    toSign:
      latest === null || choices.length === 0
        ? null
        : {
            number: latest.number,
            sha256: latest.sha256,
            choices: choices.map(({ slotId, role, onBehalfOf }) => ({
              slotId,
              role,
              onBehalfOf,
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
  const { content, signerId, signerName, delegatedFromId: _lender, guest, ...rest } = signature;
  const current = facts.latest?.content ?? content;
  return {
    ...rest,
    signer: { id: signerId, name: signerName },
    inWords: wordsOf(signature),
    guest: guestOf(guest),
    ...standingFor(signature, current),
  };
}

export function wordsOf(signature: CaseSignatureFacts): SignatureWords {
  return signatureWords({ ...signature, roleTitle: titleOfProjectRole[signature.role] });
}

/** Without the address, which is for those who look after the signers. */
export function guestOf(guest: CaseSignatureFacts["guest"]): { organisation: string } | null {
  return guest === null ? null : { organisation: guest.organisation };
}

/** Who could be asked to sign the next version, role by role. */
function candidatesOf({ members, project }: CaseFacts): CaseView["candidates"] {
  const required = requiredSigners(project.strictness);
  return projectRolesWith("case:sign").map((role) => ({
    role,
    title: titleOfProjectRole[role],
    required: required.includes(role),
    people: members
      .filter((person) => person.roles.includes(role))
      .map(({ userId: id, name }) => ({ id, name })),
  }));
}
