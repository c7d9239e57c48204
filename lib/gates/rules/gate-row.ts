import type { ProjectRole } from "@/lib/authz/permissions";
import { countedDecisions } from "@/lib/gates/rules/counted-decisions";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { explainGate } from "@/lib/gates/rules/explain-gate";
import { decidedRoundOf, type GateAt, openRoundOf } from "@/lib/gates/rules/gate-facts";
import { nextState } from "@/lib/gates/rules/next-state";
import { approvalsGiven, seatsOf } from "@/lib/gates/rules/outcome";
import { seated } from "@/lib/gates/rules/seats";
import type { GateRow } from "@/lib/gates/schema";

/** A gate as one line of the project's list. */
export function gateRowOf(at: GateAt, unfillable: readonly ProjectRole[]): GateRow {
  const { gate, stage, project } = at;
  const evaluation = evaluateGate(at);
  const next = nextState(at, evaluation);
  const open = openRoundOf(at);
  const round = open ?? decidedRoundOf(at);
  const decisions =
    open === null ? (round?.decisions ?? []) : countedDecisions(open.decisions, project.people);
  const approvals = seated(
    round?.policy.approvals ?? gate.policy.approvals,
    round?.eligible ?? eligibleNow(at),
  );
  const given = approvals.reduce(
    (sum, each) => sum + Math.min(each.quorum, approvalsGiven(decisions, each, approvals)),
    0,
  );
  const { sentence } = explainGate(at, { evaluation, next, unfillable });
  return {
    id: gate.id,
    code: gate.code,
    name: gate.name,
    question: gate.question,
    stage: { id: stage.id, number: stage.number, name: stage.name },
    isTailoredOut: stage.isTailoredOut,
    state: next.state,
    stateSince: next.state === gate.state ? gate.stateSince : project.now,
    stateReason: next.reason,
    plannedOn: stage.planEndOn,
    passedAt: gate.passedAt,
    expiresAt: gate.expiresAt,
    roundNumber: gate.roundNumber,
    dueOn: open?.dueOn ?? null,
    readiness: { met: evaluation.met, of: evaluation.of },
    approvals: { given, needed: seatsOf(approvals) },
    openConditions: project.conditions.filter(
      (condition) => condition.gateId === gate.id && !condition.isMet,
    ).length,
    sentence,
  };
}
