import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { mustGoBack } from "@/lib/gates/rules/check-decision";
import { countedDecisions, principalOf } from "@/lib/gates/rules/counted-decisions";
import { listed } from "@/lib/gates/rules/criteria/criterion-context";
import { unfillableRoles } from "@/lib/gates/rules/eligible";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import { type Evaluation, evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { type GateAt, openRoundOf } from "@/lib/gates/rules/gate-facts";
import { type NextState, nextState } from "@/lib/gates/rules/next-state";
import { approvalsGiven } from "@/lib/gates/rules/outcome";
import { seated, titleOfApproval } from "@/lib/gates/rules/seats";
import type { CriterionResult, Explanation } from "@/lib/gates/schema";
import { dayInWords } from "@/lib/kernel/calendar";
import { rolesOfApproval } from "@/lib/playbooks/rules/approval-roles";

type Facts = {
  evaluation: Evaluation;
  next: NextState;
  /** Required roles nobody in the project can speak for. */
  unfillable: readonly ProjectRole[];
};

/** Cheapest to mend first: a signature takes a minute, a better model takes weeks. */
const effortOf: Readonly<Record<string, number>> = {
  attestation: 1,
  check: 1,
  signed: 2,
  "outputs-attached": 3,
  evidence: 4,
  conditions: 5,
  "tasks-done": 6,
  "risks-within-appetite": 7,
  metric: 8,
};
const EFFORT_OF_OTHERS = 9;

/** One sentence: how the gate stands, why, and the smallest next step with who can take it. */
export function explainGate(at: GateAt, facts: Facts): Explanation {
  const open = facts.evaluation.results.filter(isOpen).toSorted(byEffort);
  const unmet = open.map(({ id, sentence, value, threshold, href, nextStep, who }) => {
    return { code: id, sentence, value, threshold, href, nextStep, who };
  });
  return { sentence: sentenceFor(at, facts, open), unmet };
}

/** The one sentence about a gate: the page, the mail and the REST interface all say this. */
export function sentenceOfGate(at: GateAt): string {
  const evaluation = evaluateGate(at);
  const next = nextState(at, evaluation);
  const unfillable = unfillableRoles(at.gate.policy.approvals, eligibleNow(at));
  return explainGate(at, { evaluation, next, unfillable }).sentence;
}

function sentenceFor(at: GateAt, facts: Facts, open: readonly CriterionResult[]): string {
  const { gate, project } = at;
  const name = `${gate.code} ${gate.name}`;
  const { state, reason } = facts.next;
  if (at.stage.isTailoredOut) {
    return `${name} is not asked for: ${at.stage.name} was switched off.`;
  }
  switch (state) {
    case "passed":
      return `${name} passed${onDay(gate.passedAt)}${renewal(at)}.`;
    case "passed_with_conditions":
      return `${name} passed with conditions${onDay(gate.passedAt)}${openConditions(at)}${renewal(at)}.`;
    case "waived":
      return `${name} is waived: ${reason}.`;
    case "in_review":
      return `${name} ${waitsFor(at)}.`;
    case "rejected":
      return rejected(at, name);
    default: {
      const word = state === "lapsed" ? lapse(at, reason) : stateWords[state];
      if (openRoundOf(at) !== null) {
        return `${name} ${word}. It ${waitsFor(at)}.`;
      }
      return project.status === "closed"
        ? `${name} ${word}. The project is closed.`
        : `${name} ${word}${whatIsOpen(at, facts, open)}`;
    }
  }
}

const stateWords = {
  locked: "is blocked",
  ready: "is ready for review",
  changes_requested: "waits for changes its reviewers asked for",
} as const;

function whatIsOpen(at: GateAt, facts: Facts, open: readonly CriterionResult[]): string {
  const { unfillable, next } = facts;
  const first = open[0];
  if (first === undefined && unfillable.length > 0) {
    const titles = listed(unfillable.map((role) => titleOfProjectRole[role]));
    return `, but nobody can speak for the role ${titles}. Smallest next step: add a person with this role; ${nameable(["lead"], at)} can.`;
  }
  if (first === undefined && at.gate.policy.approvals.length === 0) {
    return `: ${next.reason}. Smallest next step: move the project to a playbook version that names approvers; ${nameable(["lead"], at)} can.`;
  }
  if (first === undefined) {
    return `. Smallest next step: ask for review; ${nameable(["lead", "data_scientist", "ml_engineer"], at)} can.`;
  }
  const why = reasons(open.map((result) => result.sentence));
  const opening = next.state === "locked" ? `: ${why}` : `; still open: ${why}`;
  const step = first.nextStep ?? `look at ${first.name}`;
  const can = first.who.length === 0 ? "" : `; ${nameable(first.who, at)} can`;
  return `${opening}. Smallest next step: ${step}${can}.`;
}

function rejected(at: GateAt, name: string): string {
  const step = mustGoBack(at) ? "go back to an earlier stage" : "mend the case and ask again";
  return `${name} was rejected. Smallest next step: ${step}; ${nameable(["lead", "data_scientist"], at)} can.`;
}

const REASONS_AT_MOST = 2;

/** Reasons hold commas of their own, so they are parted by semicolons. */
function reasons(sentences: readonly string[]): string {
  const rest = sentences.length - REASONS_AT_MOST;
  const shown = sentences.slice(0, REASONS_AT_MOST).join("; ");
  return rest > 0 ? `${shown}; and ${rest} more` : shown;
}

/** Since when and why; a lapse that is not on record yet began today. */
function lapse({ gate, project }: GateAt, reason: string): string {
  const since = gate.state === "lapsed" ? gate.stateSince.slice(0, 10) : project.today;
  return `has lapsed since ${dayInWords(since)}: ${reason}`;
}

/** What becomes of an approval that ends. */
function renewal(at: GateAt): string {
  const { expiresAt, renewsAt } = at.gate;
  if (expiresAt === null) {
    return "";
  }
  const ends = `; the approval ends${onDay(expiresAt)}`;
  if (openRoundOf(at) !== null) {
    return `${ends} and ${waitsFor(at)} to renew it`;
  }
  return renewsAt === null ? ends : `${ends}, and the round to renew it opens${onDay(renewsAt)}`;
}

function waitsFor(at: GateAt): string {
  const round = openRoundOf(at);
  if (round === null) {
    return "is in review";
  }
  const counted = countedDecisions(round.decisions, at.project.people);
  const approvals = seated(round.policy.approvals, round.eligible);
  const waiting = approvals.filter(
    (approval) => approvalsGiven(counted, approval, approvals) < approval.quorum,
  );
  const people = waiting.map((approval) => {
    const names = at.project.people
      .filter(
        (person) =>
          rolesOfApproval(approval).some(
            (role) => person.roles.includes(role) && round.eligible[role]?.includes(person.userId),
          ) && !round.decisions.some((decision) => principalOf(decision) === person.userId),
      )
      .map((person) => person.name);
    const who = names.length === 0 ? "nobody can speak for it any more" : listed(names);
    return `${titleOfApproval(approval)} (${who})`;
  });
  return `waits for ${listed(people)} in round ${round.number}, due ${dayInWords(round.dueOn)}`;
}

/** The people who could, else the roles. */
function nameable(roles: readonly ProjectRole[], { project }: GateAt): string {
  const people = project.people.filter((person) =>
    person.roles.some((role) => roles.includes(role)),
  );
  return people.length > 0
    ? people
        .slice(0, 2)
        .map((person) => person.name)
        .join(" or ")
    : `somebody with the role ${roles.map((role) => titleOfProjectRole[role]).join(" or ")}`;
}

function openConditions({ project, gate }: GateAt): string {
  const open = project.conditions.filter(
    (condition) => condition.gateId === gate.id && !condition.isMet,
  );
  return open.length === 0
    ? "; all are met"
    : `; open: ${listed(open.map((each) => `${each.code} (${each.ownerName})`))}`;
}

function onDay(instant: string | null): string {
  return instant === null ? "" : ` on ${dayInWords(instant.slice(0, 10))}`;
}

function isOpen(result: CriterionResult): boolean {
  return result.status === "not_met" || result.status === "unknown";
}

function byEffort(a: CriterionResult, b: CriterionResult): number {
  return (effortOf[a.kind] ?? EFFORT_OF_OTHERS) - (effortOf[b.kind] ?? EFFORT_OF_OTHERS);
}
