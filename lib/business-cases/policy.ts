import type { Member } from "@/lib/authz/actor";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { completenessOf } from "@/lib/business-cases/rules/completeness";
import { lacking, whyNotOpen } from "@/lib/business-cases/rules/may-sign";

/** Each answer is null when the act is allowed, else the sentence that says why not. */
export function whyNotEdit(facts: CaseFacts, member: Member): string | null {
  return lacking("case:write", facts, member) ?? whyNotOpen(facts);
}

export function whyNotSubmit(facts: CaseFacts, member: Member): string | null {
  const refused = whyNotEdit(facts, member) ?? whyNothingNew(facts);
  if (refused !== null) {
    return refused;
  }
  const { missing } = completenessOf(facts.draft);
  const first = missing[0];
  return first === undefined
    ? null
    : `${counted(missing.length, "field")} still missing, first: ${first.label}. ${first.message}`;
}

/** Submitting twice what already stands would only make people sign twice. */
export function whyNothingNew(facts: CaseFacts): string | null {
  const { latest } = facts;
  if (latest === null || latest.sha256 !== facts.draftSha256) {
    return null;
  }
  return facts.status === "returned"
    ? `Nothing changed since version ${latest.number} was returned. Edit the case first.`
    : `Version ${latest.number} already says all of this.`;
}

export function whyNotReturn(facts: CaseFacts, member: Member): string | null {
  const refused = lacking("case:sign", facts, member) ?? whyNotOpen(facts);
  if (refused !== null) {
    return refused;
  }
  return facts.status === "submitted" ? null : "Only a submitted version can be returned.";
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? " is" : "s are"}`;
}
