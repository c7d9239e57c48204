import type { Member } from "@/lib/authz/actor";
import { type AmendmentFacts, maySignAmendment } from "@/lib/business-cases/rules/amendment";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { isLead } from "@/lib/business-cases/rules/case-life";
import { possibleSigners } from "@/lib/business-cases/rules/case-signatures";
import { lacking, whyNotOpen } from "@/lib/business-cases/rules/may-sign";

export function whyNotPropose(
  facts: CaseFacts,
  at: { member: Member; additions: number; open: AmendmentFacts | undefined },
): string | null {
  const refused = lacking("case:write", facts, at.member) ?? whyNotOpen(facts);
  if (refused !== null) {
    return refused;
  }
  if (!isLead(at.member)) {
    return "A lead of the project proposes amendments.";
  }
  if (facts.signedNumber === null) {
    return "There is nothing to amend before a version of the case is signed.";
  }
  if (at.open !== undefined) {
    return `Amendment ${at.open.number} waits for its signers. One is read at a time.`;
  }
  return at.additions === 0 ? "Everything can be traced to the signed case." : null;
}

export function mayAmend(facts: CaseFacts, at: { member: Member; amendment: AmendmentFacts }) {
  const closed = lacking("case:sign", facts, at.member) ?? whyNotOpen(facts);
  return closed === null
    ? maySignAmendment(at.amendment, { signer: at.member, strictness: facts.project.strictness })
    : { allowed: false as const, sentence: closed };
}

/** Whoever could sign it may decline it, also the one who proposed it. */
export function whyNotDecline(
  facts: CaseFacts,
  at: { member: Member; amendment: AmendmentFacts },
): string | null {
  const { member, amendment } = at;
  const closed = lacking("case:sign", facts, member) ?? whyNotOpen(facts);
  if (closed !== null) {
    return closed;
  }
  if (amendment.status !== "proposed") {
    return `Amendment ${amendment.number} was ${amendment.status}.`;
  }
  const asked = possibleSigners(facts.project.strictness);
  return asked.some((role) => member.roles.includes(role))
    ? null
    : "Only those who sign the business case decline an amendment of it.";
}
