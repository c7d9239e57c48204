import type { Member } from "@/lib/authz/actor";
import {
  isGranted,
  type ProjectPermission,
  type ProjectRole,
  titleOfProjectRole,
} from "@/lib/authz/permissions";
import { refusalSentence } from "@/lib/authz/refusal";
import { authorsOf } from "@/lib/gates/rules/authors";
import { mustGoBack } from "@/lib/gates/rules/check-decision";
import { listed } from "@/lib/gates/rules/criteria/criterion-context";
import { unfillableRoles } from "@/lib/gates/rules/eligible";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import { type Evaluation, openConditionsBefore } from "@/lib/gates/rules/evaluate-gate";
import { type GateAt, openRoundOf, type RoundFacts } from "@/lib/gates/rules/gate-facts";
import { nextState } from "@/lib/gates/rules/next-state";
import { startOfRenewal } from "@/lib/gates/rules/pass-period";
import { askedRoles } from "@/lib/gates/rules/seats";
import { changedSubjects } from "@/lib/gates/rules/subjects";
import { dayInWords } from "@/lib/kernel/calendar";
import type { Criterion } from "@/lib/playbooks/schema";

export const DECISION_DAYS = 7;

/** Each answer is null when the act is allowed, else the sentence that says why not. */
export function whyNotRequest(at: GateAt, member: Member, evaluation: Evaluation): string | null {
  return (
    lacking("gate:request", at, member) ??
    whyNotOpen(at) ??
    whyNotAsked(at, evaluation) ??
    whyNotYet(at, evaluation) ??
    whyNotFillable(at, member)
  );
}

/** Outside the regulated form review may be asked for before everything is met, with a reason. */
export function needsEarlyReason(evaluation: Evaluation): boolean {
  return !evaluation.isMet;
}

function whyNotAsked(at: GateAt, evaluation: Evaluation): string | null {
  const { gate, stage } = at;
  const round = openRoundOf(at);
  if (stage.isTailoredOut) {
    return `${stage.name} was switched off, so ${gate.code} is not asked for.`;
  }
  if (round !== null) {
    return `Round ${round.number} of ${gate.code} is open since ${round.requestedAt.slice(0, 10)}.`;
  }
  if (gate.policy.approvals.length === 0 && gate.policy.strictness !== "lite") {
    return `The policy of ${gate.code} names nobody who could approve it. Move the project to a playbook version that does.`;
  }
  if (gate.policy.approvals.length === 0) {
    return `${gate.code} asks nobody: it passes by itself as soon as every criterion is met.`;
  }
  const { state } = nextState(at, evaluation);
  if (state === "passed" || state === "passed_with_conditions") {
    return whyNotRenew(at);
  }
  return state === "rejected" && mustGoBack(at)
    ? `${gate.code} was rejected. Go back to the stage it named first; then review can be asked for again.`
    : null;
}

/** A pass that ends may be renewed from the day on which its renewal would open by itself. */
function whyNotRenew({ gate, project }: GateAt): string | null {
  const end = gate.expiresAt === null ? null : new Date(gate.expiresAt);
  const start = startOfRenewal(end, gate.policy.renewal);
  if (start === null) {
    return `${gate.code} has passed.`;
  }
  const from = start.toISOString();
  return from <= project.now
    ? null
    : `${gate.code} has passed. Its approval can be renewed from ${dayInWords(from.slice(0, 10))}.`;
}

function whyNotYet(at: GateAt, evaluation: Evaluation): string | null {
  const { gate, project, stage } = at;
  const [condition] = openConditionsBefore(at);
  if (condition !== undefined) {
    return `${gate.code} cannot pass while a condition of an earlier gate is open: ${condition.code}, ${condition.text}.`;
  }
  if (project.strictness !== "regulated") {
    return null;
  }
  if (!evaluation.isMet) {
    return `In the regulated form review can be asked for when every criterion is met; ${evaluation.met} of ${evaluation.of} are.`;
  }
  const earlier = project.gates.find((each) => {
    const place = project.stages.find((one) => one.id === each.stageId);
    const isBefore = place !== undefined && place.number < stage.number && !place.isTailoredOut;
    return isBefore && !doneStates.has(each.state);
  });
  return earlier === undefined
    ? null
    : `In the regulated form gates pass in order, and ${earlier.code} has not passed yet.`;
}

const doneStates: ReadonlySet<string> = new Set(["passed", "passed_with_conditions", "waived"]);

/** A required role that nobody can speak for keeps the gate blocked, and says so. */
function whyNotFillable(at: GateAt, member: Member): string | null {
  const roles = unfillableAt(at, member.userId);
  if (roles.length === 0) {
    return null;
  }
  const titles = listed(roles.map((role) => titleOfProjectRole[role]));
  return `${at.gate.code} is decided by the ${titles}, and nobody else in the project can speak for that role. Add a person with this role under People first.`;
}

export function unfillableAt(at: GateAt, requesterId: string | null): ProjectRole[] {
  return unfillableRoles(at.gate.policy.approvals, eligibleNow(at, requesterId));
}

export type RolesPermit =
  | { allowed: true; roles: readonly ProjectRole[] }
  | { allowed: false; sentence: string };

export const refused = (sentence: string): RolesPermit => ({ allowed: false, sentence });

/**
 * Whether this person may decide the open round, and for which roles. They
 * must have been eligible when it opened and still hold the role now; nobody
 * decides what they asked for, and one person speaks once.
 */
export function mayDecide(at: GateAt, member: Member): RolesPermit {
  const { gate } = at;
  const closed = lacking("gate:decide", at, member) ?? whyNotOpen(at);
  if (closed !== null) {
    return refused(closed);
  }
  const round = openRoundOf(at);
  if (round === null) {
    return refused(
      `No round of ${gate.code} is open. A lead or team member asks for review first.`,
    );
  }
  const own = round.decisions.find((decision) => speaksFor(decision, member.userId));
  if (own !== undefined) {
    return refused(`You have decided round ${round.number} as ${titleOfProjectRole[own.role]}.`);
  }
  if (round.requestedById === member.userId) {
    return refused("You asked for this review, so somebody else has to decide it.");
  }
  const [changed] = changedSubjects(round, at);
  return changed === undefined
    ? rolesIn(round, at, member)
    : refused(
        `${changed} changed after round ${round.number} was opened, so this round is void. Reload to see how the gate stands.`,
      );
}

/** A role somebody lent the reader to decide in. */
export type LentRole = { role: ProjectRole; onBehalfOf: { id: string; name: string } };

/**
 * What the reader may decide in the place of others. Duties stay apart for
 * both: neither asked for the review, wrote what it covers, nor has decided.
 */
export function lentRoles(at: GateAt, member: Member): LentRole[] {
  const round = openRoundOf(at);
  if (round === null || whyNotOpen(at) !== null || changedSubjects(round, at).length > 0) {
    return [];
  }
  return (member.actsFor ?? []).flatMap((lender) => {
    const { userId: id, name } = lender;
    const both = [member.userId, id];
    const isBarred =
      both.includes(round.requestedById) ||
      both.some((userId) => round.decisions.some((decision) => speaksFor(decision, userId))) ||
      both.some((userId) => isKeptAway(round, at, userId));
    return isBarred
      ? []
      : rolesHeld(round, lender).map((role) => ({ role, onBehalfOf: { id, name } }));
  });
}

/** Roles the round asks for that this person held when it opened, and holds now. */
function rolesHeld(
  round: RoundFacts,
  person: { userId: string; roles: readonly ProjectRole[] },
): ProjectRole[] {
  return askedRoles(round.policy.approvals).filter(
    (role) =>
      person.roles.includes(role) && (round.eligible[role]?.includes(person.userId) ?? false),
  );
}

function speaksFor(decision: RoundFacts["decisions"][number], userId: string): boolean {
  return decision.approverId === userId || decision.delegatedFromId === userId;
}

function isKeptAway(round: RoundFacts, at: GateAt, userId: string): boolean {
  return round.policy.separation.includes("author-not-approver") && authorsOf(at).has(userId);
}

function rolesIn(round: RoundFacts, at: GateAt, member: Member): RolesPermit {
  const asked = askedRoles(round.policy.approvals);
  const held = asked.filter((role) => member.roles.includes(role));
  const titles = listed(asked.map((role) => titleOfProjectRole[role]));
  if (held.length === 0) {
    return refused(`${at.gate.code} is decided by the ${titles}.`);
  }
  if (isKeptAway(round, at, member.userId)) {
    return refused(
      "You wrote or attached what this gate covers, so somebody else has to decide it.",
    );
  }
  const roles = held.filter((role) => round.eligible[role]?.includes(member.userId) ?? false);
  return roles.length === 0
    ? refused(
        `You were not among the approvers when round ${round.number} opened. Withdraw it and ask again to include you.`,
      )
    : { allowed: true, roles };
}

/** The person who asked, or a lead, may take a round back while it is open. */
export function whyNotWithdraw(at: GateAt, member: Member): string | null {
  const round = openRoundOf(at);
  if (round === null) {
    return `No round of ${at.gate.code} is open.`;
  }
  const mayAct = round.requestedById === member.userId || member.roles.includes("lead");
  return (
    lacking("gate:request", at, member) ??
    (mayAct ? null : `${round.requestedBy}, who asked for this review, or a lead can withdraw it.`)
  );
}

export function whyNotAttest(
  at: GateAt,
  member: Member,
  criterion: Extract<Criterion, { kind: "attestation" }>,
): string | null {
  const refusal = lacking("gate:attest", at, member) ?? whyNotOpen(at);
  if (refusal !== null) {
    return refusal;
  }
  return member.roles.includes(criterion.role)
    ? null
    : `This is attested by the role ${titleOfProjectRole[criterion.role]}${holders(at, criterion.role)}.`;
}

export function whyNotWithdrawAttestation(
  given: { attestedById: string; name: string },
  member: Member,
): string | null {
  return given.attestedById === member.userId
    ? null
    : `Only ${given.name}, who attested this, can withdraw it.`;
}

/** Whoever set a condition, or somebody of the same role, confirms that it is met. */
export function whyNotConfirm(
  at: GateAt,
  member: Member,
  condition: { setById: string; role: ProjectRole; isMet: boolean },
): string | null {
  if (condition.isMet) {
    return "This condition is met.";
  }
  const mayAct = condition.setById === member.userId || member.roles.includes(condition.role);
  return (
    lacking("gate:decide", at, member) ??
    (mayAct
      ? null
      : `Whoever set this condition, or another ${titleOfProjectRole[condition.role]}, confirms it.`)
  );
}

export function whyNotOpen({ project }: GateAt): string | null {
  return project.status === "closed" ? "The project is closed; its gates stay as they are." : null;
}

export function lacking(permission: ProjectPermission, at: GateAt, member: Member): string | null {
  const held = { workspaceRole: member.workspaceRole, projectRoles: member.roles };
  return isGranted(permission, held) ? null : refusalSentence(permission, at.project.people);
}

export function holders({ project }: GateAt, role: ProjectRole): string {
  const names = project.people.filter((person) => person.roles.includes(role));
  return names.length === 0
    ? ", and the project has none"
    : `: ${listed(names.map((one) => one.name))}`;
}
