import type { ProjectRole } from "@/lib/authz/permissions";
import type { RoundOutcome } from "@/lib/gates/rules/gate-facts";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { approvalFor, type SeatedApproval } from "@/lib/gates/rules/seats";
import type { Verdict } from "@/lib/gates/schema/rounds";

export type CountedDecision = { approverId: string; role: ProjectRole; verdict: Verdict };
export type Outcome = "open" | Exclude<RoundOutcome, "withdrawn" | "voided">;
type Asked = Pick<SeatedApproval, "role" | "orRoles">;
type AskedOf = { approvals: readonly SeatedApproval[]; refusals: GatePolicy["refusals"] };

/**
 * How a round stands after its decisions, taken in commit order. The first
 * decision that ends it ends it for good: later ones change nothing.
 */
export function outcomeOf(policy: AskedOf, decisions: readonly CountedDecision[]): Outcome {
  for (let count = 1; count <= decisions.length; count += 1) {
    const outcome = standAfter(policy, decisions.slice(0, count));
    if (outcome !== "open") {
      return outcome;
    }
  }
  return "open";
}

function standAfter(policy: AskedOf, given: readonly CountedDecision[]): Outcome {
  const asked = given.filter(
    (decision) => approvalFor(policy.approvals, decision.role) !== undefined,
  );
  const last = asked.at(-1);
  if (last?.verdict === "reject" && approvalFor(policy.approvals, last.role)?.veto === true) {
    return "rejected";
  }
  return refusalOf(policy, asked) ?? passOf(policy, asked);
}

function refusalOf(policy: AskedOf, given: readonly CountedDecision[]): Outcome | null {
  const refusals = given.filter(
    ({ verdict }) => verdict === "reject" || verdict === "request_changes",
  );
  const rejects = refusals.filter(({ verdict }) => verdict === "reject").length;
  if (refusals.length === 0) {
    return null;
  }
  if (policy.refusals === "majority") {
    const seats = seatsOf(policy.approvals);
    if (refusals.length * 2 <= seats) {
      return null;
    }
    return rejects * 2 > refusals.length ? "rejected" : "changes_requested";
  }
  return rejects > 0 ? "rejected" : "changes_requested";
}

/** A policy that asks nobody never passes a round: an empty requirement is not consent. */
function passOf(policy: AskedOf, given: readonly CountedDecision[]): Outcome {
  const isReached = policy.approvals.every(
    (approval) => approvalsGiven(given, approval, policy.approvals) >= approval.quorum,
  );
  if (policy.approvals.length === 0 || !isReached) {
    return "open";
  }
  const hasConditions = given.some(({ verdict }) => verdict === "approve_with_conditions");
  return hasConditions ? "passed_with_conditions" : "passed";
}

/** Distinct people whose approval counts for this one of several, and for no other. */
export function approvalsGiven(
  given: readonly CountedDecision[],
  approval: Asked,
  approvals: readonly Asked[],
): number {
  const people = given
    .filter(({ role, verdict }) => isApproval(verdict) && approvalFor(approvals, role) === approval)
    .map((decision) => decision.approverId);
  return new Set(people).size;
}

export function isApproval(verdict: Verdict): boolean {
  return verdict === "approve" || verdict === "approve_with_conditions";
}

export function seatsOf(approvals: readonly Pick<SeatedApproval, "quorum">[]): number {
  return approvals.reduce((sum, approval) => sum + approval.quorum, 0);
}
