import type { Member } from "@/lib/authz/actor";
import { lacking, whyNotOpen } from "@/lib/gates/policy";
import { type GateAt, openRoundOf } from "@/lib/gates/rules/gate-facts";

/** Anybody who works in the project may say what they think of an open round. */
export function whyNotFeedback(at: GateAt, member: Member): string | null {
  const refusal = lacking("comment:write", at, member) ?? whyNotOpen(at);
  if (refusal !== null) {
    return refusal;
  }
  if (openRoundOf(at) === null) {
    return `No round of ${at.gate.code} is open, so there is nothing to give feedback on.`;
  }
  return member.roles.length === 0 ? "Feedback is given by members of the project." : null;
}
