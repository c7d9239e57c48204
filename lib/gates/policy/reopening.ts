import type { Member } from "@/lib/authz/actor";
import { DECISION_DAYS, whyNotRequest } from "@/lib/gates/policy";
import type { Evaluation } from "@/lib/gates/rules/evaluate-gate";
import type { GateAt, PersonFacts, RoundFacts } from "@/lib/gates/rules/gate-facts";
import { changedSubjects, coveredSubjects } from "@/lib/gates/rules/subjects";
import { addDays } from "@/lib/kernel/calendar";
import type { UserId } from "@/lib/kernel/ids";

/** The gate as it stands once a round of it is closed unheard. */
export function withoutRound(at: GateAt, roundId: string): GateAt {
  const rounds = at.project.rounds.filter((round) => round.id !== roundId);
  return { ...at, project: { ...at.project, rounds } };
}

/**
 * Whether the request for a voided round still stands, so that the next one
 * opens by itself in the name of the same person. It does where they could ask
 * for it now in the same words: they still may request, every role can still be
 * filled, and the criteria are met, or they had asked early and given a reason
 * outside the regulated form. A request that rested on criteria which the same
 * change undid falls with it: the gate is locked again and the team asks anew.
 * Nothing opens for a case that was returned, since there is nothing to decide on.
 */
export function isStillRequested(at: GateAt, round: RoundFacts, evaluation: Evaluation): boolean {
  const requester = at.project.people.find((person) => person.userId === round.requestedById);
  if (requester === undefined) {
    return false;
  }
  const next = { ...round, outcome: null, subjects: coveredSubjects(at) };
  return (
    whyNotRequest(at, memberOf(requester), evaluation) === null &&
    (evaluation.isMet || round.earlyReason !== "") &&
    changedSubjects(next, at).length === 0
  );
}

/** What their office in the workspace allows is left out: nobody asks for review by virtue of it. */
function memberOf({ userId, name, roles }: PersonFacts): Member {
  return { userId: userId as UserId, name, roles, workspaceRole: "member" };
}

/** The approvers get at least as long as they would for a new request. */
export function dueOnOfNext(round: Pick<RoundFacts, "dueOn">, today: string): string {
  const usual = addDays(today, DECISION_DAYS);
  return round.dueOn.localeCompare(usual) > 0 ? round.dueOn : usual;
}
