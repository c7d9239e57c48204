import { titleOfProjectRole } from "@/lib/authz/permissions";
import { countedDecisions, principalOf } from "@/lib/gates/rules/counted-decisions";
import { authorsOf, type Eligible, eligiblePeople } from "@/lib/gates/rules/eligible";
import { type GateAt, openRoundOf, type RoundFacts } from "@/lib/gates/rules/gate-facts";
import { approvalsGiven } from "@/lib/gates/rules/outcome";
import { coveredSubjects } from "@/lib/gates/rules/subjects";
import type { ApprovalView } from "@/lib/gates/schema";

type Approval = GateAt["gate"]["policy"]["approvals"][number];
/** When a decision was given, and by whom in whose place. */
export type GivenDecisions = ReadonlyMap<string, { at: string; name: string }>;
type Shown = { round: RoundFacts | null; eligible: Eligible; given: GivenDecisions };

/**
 * Needed and given approvals role by role. With a round open this is what it
 * froze; without one, who could decide if it were asked for now.
 */
export function approvalsView(
  at: GateAt,
  shown: { round: RoundFacts | null; given: GivenDecisions },
): ApprovalView[] {
  const { gate, project } = at;
  const { round } = shown;
  const now = () =>
    eligiblePeople(gate.policy, {
      people: project.people,
      requesterId: null,
      authors: authorsOf(at),
    });
  const eligible = round === null ? now() : copyOf(round.eligible);
  const policy = round?.policy ?? gate.policy;
  return policy.approvals.map((approval) => approvalView(approval, at, { ...shown, eligible }));
}

function copyOf(eligible: RoundFacts["eligible"]): Eligible {
  return Object.fromEntries(Object.entries(eligible).map(([role, ids]) => [role, [...ids]]));
}

function approvalView(approval: Approval, at: GateAt, shown: Shown): ApprovalView {
  const { role, quorum } = approval;
  const people = peopleOf(approval, at, shown);
  const open = openRoundOf(at);
  const decisions = shown.round?.decisions ?? [];
  const counted = open === null ? decisions : countedDecisions(decisions, at.project.people);
  const given = approvalsGiven(counted, role);
  const able = people.filter((person) => person.state !== "not_counted").length;
  const title = titleOfProjectRole[role];
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
    note:
      able < quorum && given < quorum
        ? `Nobody can speak for the ${title} now, so this gate stays blocked.`
        : null,
  };
}

function peopleOf(approval: Approval, at: GateAt, shown: Shown): ApprovalView["people"] {
  const { round, eligible, given } = shown;
  const { people } = at.project;
  const decided = (round?.decisions ?? []).filter((each) => each.role === approval.role);
  const isOpen = round !== null && round.outcome === null;
  const spoken = new Set((round?.decisions ?? []).map(principalOf));
  const waiting = people.filter(
    (person) =>
      (round === null || isOpen) &&
      person.roles.includes(approval.role) &&
      eligible[approval.role]?.includes(person.userId) &&
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
