import { countedDecisions, principalOf } from "@/lib/gates/rules/counted-decisions";
import type { Eligible } from "@/lib/gates/rules/eligible";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import { type GateAt, openRoundOf, type RoundFacts } from "@/lib/gates/rules/gate-facts";
import { approvalsGiven } from "@/lib/gates/rules/outcome";
import { approvalFor, type SeatedApproval, seated, titleOfApproval } from "@/lib/gates/rules/seats";
import { coveredSubjects } from "@/lib/gates/rules/subjects";
import type { ApprovalView } from "@/lib/gates/schema";
import { rolesOfApproval } from "@/lib/playbooks/rules/approval-roles";

/** When a decision was given, and by whom in whose place. */
export type GivenDecisions = ReadonlyMap<string, { at: string; name: string }>;
type Shown = {
  approvals: readonly SeatedApproval[];
  round: RoundFacts | null;
  eligible: Eligible;
  given: GivenDecisions;
};

/**
 * Needed and given approvals role by role. With a round open this is what it
 * froze; without one, who could decide if it were asked for now.
 */
export function approvalsView(
  at: GateAt,
  shown: { round: RoundFacts | null; given: GivenDecisions },
): ApprovalView[] {
  const { round } = shown;
  const eligible = round === null ? eligibleNow(at) : copyOf(round.eligible);
  const policy = round?.policy ?? at.gate.policy;
  const approvals = seated(policy.approvals, eligible);
  return approvals.map((approval, place) => {
    const isAll = policy.approvals[place]?.quorum === "all";
    return { ...approvalView(approval, at, { ...shown, eligible, approvals }), isAll };
  });
}

function copyOf(eligible: RoundFacts["eligible"]): Eligible {
  return Object.fromEntries(Object.entries(eligible).map(([role, ids]) => [role, [...ids]]));
}

function approvalView(
  approval: SeatedApproval,
  at: GateAt,
  shown: Shown,
): Omit<ApprovalView, "isAll"> {
  const { role, quorum } = approval;
  const people = peopleOf(approval, at, shown);
  const open = openRoundOf(at);
  const decisions = shown.round?.decisions ?? [];
  const counted = open === null ? decisions : countedDecisions(decisions, at.project.people);
  const given = approvalsGiven(counted, approval, shown.approvals);
  const able = people.filter((person) => person.state !== "not_counted").length;
  const title = titleOfApproval(approval);
  const labels = new Map(coveredSubjects(at).map((subject) => [subject.key, subject.label]));
  return {
    role,
    title,
    quorum,
    given,
    veto: approval.veto ?? false,
    assurance: approval.assurance ?? null,
    covers: (approval.covers ?? []).map((key) => labels.get(key) ?? key),
    people,
    note: able < quorum && given < quorum ? tooFew({ title, able, quorum }) : null,
  };
}

function tooFew({ title, able, quorum }: { title: string; able: number; quorum: number }): string {
  return able === 0
    ? `Nobody can speak for the ${title} now, so this gate stays blocked.`
    : `${able} of the ${quorum} people it takes can speak for the ${title} now, so this gate stays blocked.`;
}

function peopleOf(approval: SeatedApproval, at: GateAt, shown: Shown): ApprovalView["people"] {
  const { round, eligible, given } = shown;
  const { people } = at.project;
  const decided = (round?.decisions ?? []).filter(
    (each) => approvalFor(shown.approvals, each.role) === approval,
  );
  const isOpen = round !== null && round.outcome === null;
  const spoken = new Set((round?.decisions ?? []).map(principalOf));
  const waiting = people.filter(
    (person) =>
      (round === null || isOpen) &&
      rolesOfApproval(approval).some(
        (role) => person.roles.includes(role) && eligible[role]?.includes(person.userId),
      ) &&
      !spoken.has(person.userId),
  );
  const counted = new Set(countedDecisions(decided, people).map((each) => each.id));
  return [
    ...decided.map((each) => ({
      id: principalOf(each),
      name: given.get(each.id)?.name ?? "A former member",
      state: !isOpen || counted.has(each.id) ? ("decided" as const) : ("not_counted" as const),
      verdict: each.verdict,
      decidedAt: given.get(each.id)?.at ?? null,
    })),
    ...waiting.map((person) => ({
      id: person.userId,
      name: person.name,
      state: "waiting" as const,
      verdict: null,
      decidedAt: null,
    })),
  ];
}
