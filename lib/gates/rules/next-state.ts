import { type Evaluation, evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import {
  decidedRoundOf,
  type GateAt,
  openRoundOf,
  type RoundFacts,
  type WaiverFacts,
} from "@/lib/gates/rules/gate-facts";
import { changedSubjects } from "@/lib/gates/rules/subjects";
import { grantedWaiverOf } from "@/lib/gates/rules/waiver";
import type { CriterionResult, GateState } from "@/lib/gates/schema";
import { dayInWords } from "@/lib/kernel/calendar";

/** What took a pass or a waiver away; who is told of it depends on this. */
export type LapseCause =
  | { kind: "approval" | "waiver" | "subject" }
  | { kind: "condition"; conditionId: string }
  | { kind: "criterion"; criterion: CriterionResult | null };
type Broken = { reason: string; cause: LapseCause };

/** A state has a cause only when it is lapsed. */
export type NextState = { state: GateState; reason: string; cause: LapseCause | null };

const standing = (state: GateState, reason = ""): NextState => ({ state, reason, cause: null });
const lapsed = (broken: Broken): NextState => ({ state: "lapsed", ...broken });

/**
 * The state of a gate from what is stored about it. Nothing is remembered but
 * decisions, waivers and, where nobody is asked, that the gate once passed.
 */
export function nextState(at: GateAt, evaluation: Evaluation = evaluateGate(at)): NextState {
  const round = decidedRoundOf(at);
  if (isInReview(at, round)) {
    return standing("in_review");
  }
  // Going back or a change of policy takes the pass away and leaves its round on record.
  const passed = round === null || at.gate.passedAt === null ? null : passedState(round);
  const broken = round === null || passed === null ? null : whyLapsed(at, { round, evaluation });
  if (passed !== null && broken === null) {
    return standing(passed);
  }
  const waiver = waiverOf(at, round);
  if (waiver !== null && waiver.expiresOn >= at.project.today) {
    return standing("waived", waiver.reason);
  }
  if (broken !== null) {
    return lapsed(broken);
  }
  if (waiver !== null) {
    const reason = `the waiver ended on ${dayInWords(waiver.expiresOn)}`;
    return lapsed({ reason, cause: { kind: "waiver" } });
  }
  return refusedState(at, round) ?? untouchedState(at, evaluation);
}

/** A round that renews an approval leaves the gate as it is, passed or lapsed, until it ends. */
function isInReview(at: GateAt, decided: RoundFacts | null): boolean {
  const open = openRoundOf(at);
  const renews = open?.isRenewal === true && decided !== null && passedState(decided) !== null;
  return open !== null && !renews;
}

/** Passed by people, and what they decided still holds; a round that renews it may be open. */
export function isPassing(at: GateAt): boolean {
  const { state } = nextState(at);
  return decidedRoundOf(at) !== null && (state === "passed" || state === "passed_with_conditions");
}

function passedState(round: RoundFacts): "passed" | "passed_with_conditions" | null {
  const { outcome } = round;
  return outcome === "passed" || outcome === "passed_with_conditions" ? outcome : null;
}

/** Null while the pass holds; else what took it away. */
function whyLapsed(
  at: GateAt,
  facts: { round: RoundFacts; evaluation: Evaluation },
): Broken | null {
  const { gate, project } = at;
  const { round, evaluation } = facts;
  if (gate.expiresAt !== null && gate.expiresAt <= project.now) {
    const reason = `the approval ended on ${dayInWords(gate.expiresAt.slice(0, 10))}`;
    return { reason, cause: { kind: "approval" } };
  }
  const overdue = overdueCondition(at, round);
  if (overdue !== null) {
    return overdue;
  }
  const [subject] = changedSubjects(round, at);
  if (subject !== undefined) {
    return { reason: `${subject} changed after it was approved`, cause: { kind: "subject" } };
  }
  return regression(round.trace, evaluation.results);
}

function overdueCondition({ project, gate }: GateAt, round: RoundFacts): Broken | null {
  for (const { id: conditionId, gateId, roundNumber, isMet, code, dueOn } of project.conditions) {
    const isOfRound = gateId === gate.id && roundNumber === round.number;
    if (isOfRound && !isMet && dueOn !== null && dueOn < project.today) {
      const reason = `condition ${code} was due on ${dayInWords(dueOn)}`;
      return { reason, cause: { kind: "condition", conditionId } };
    }
  }
  return null;
}

/** A criterion that held when the gate passed and holds no more; one waved through early does not count. */
function regression(
  before: readonly CriterionResult[],
  now: readonly CriterionResult[],
): Broken | null {
  const held = new Set(before.filter(holds).map((result) => result.id));
  const lost = now.find((result) => held.has(result.id) && !holds(result));
  return lost === undefined
    ? null
    : { reason: lost.sentence, cause: { kind: "criterion", criterion: lost } };
}

function holds(result: CriterionResult): boolean {
  return result.status === "met" || result.status === "not_applicable";
}

/** A refusal after a waiver takes the waiver's place. */
function waiverOf(at: GateAt, round: RoundFacts | null): WaiverFacts | null {
  const waiver = grantedWaiverOf(at);
  const isRefusal = round?.outcome === "rejected" || round?.outcome === "changes_requested";
  const isOutdone = isRefusal && (round?.closedAt ?? "") > (waiver?.grantedAt ?? "");
  return isOutdone ? null : waiver;
}

/** A rejection stands until the team has gone back; changes are answered by the next round. */
function refusedState({ project }: GateAt, round: RoundFacts | null): NextState | null {
  if (round?.outcome === "changes_requested") {
    return standing("changes_requested");
  }
  return round?.outcome === "rejected" && round.iteration >= project.iteration
    ? standing("rejected")
    : null;
}

function untouchedState({ gate }: GateAt, evaluation: Evaluation): NextState {
  const { isMet, results } = evaluation;
  if (gate.policy.approvals.length > 0) {
    return standing(isMet ? "ready" : "locked");
  }
  // Only the lite form may ask nobody; elsewhere a policy that lost its approvals blocks.
  if (gate.policy.strictness !== "lite") {
    return standing("locked", "its policy names nobody who could approve it");
  }
  if (isMet) {
    return standing("passed", "every criterion is met and nobody is asked");
  }
  const lost = results.find((result) => !holds(result));
  const reason = lost?.sentence ?? "its criteria are no longer met";
  return gate.passedAt === null
    ? standing("locked")
    : lapsed({ reason, cause: { kind: "criterion", criterion: lost ?? null } });
}
