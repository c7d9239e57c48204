import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { approvalsView, type GivenDecisions } from "@/lib/gates/rules/approvals-view";
import { laterGates, mustGoBack, returnStages } from "@/lib/gates/rules/check-decision";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { explainGate } from "@/lib/gates/rules/explain-gate";
import { decidedRoundOf, type GateAt, openRoundOf } from "@/lib/gates/rules/gate-facts";
import { conditionsView, roundsView } from "@/lib/gates/rules/history-view";
import { nextState } from "@/lib/gates/rules/next-state";
import { approvalFor } from "@/lib/gates/rules/seats";
import type { GateHistory, StoredConditionRow } from "@/lib/gates/rules/stored-history";
import { roundSubjectSha256 } from "@/lib/gates/rules/subjects";
import { waiverSubjectSha256 } from "@/lib/gates/rules/waiver";
import { toGrantWaiver, waiversView } from "@/lib/gates/rules/waiver-view";
import type { GateView } from "@/lib/gates/schema";
import { addDays } from "@/lib/kernel/calendar";
import { actingName } from "@/lib/kernel/signature-words";

/** What the policy answered one reader. */
export type GateReader = Pick<
  GateView,
  | "whyNotRequest"
  | "needsEarlyReason"
  | "whyNotWithdraw"
  | "whyNotDecide"
  | "whyNotFeedback"
  | "whyNotWaive"
  | "whyNotGrantWaiver"
  | "attestations"
  | "checks"
> & {
  decidesAs: readonly ProjectRole[];
  decidesFor: readonly { role: ProjectRole; onBehalfOf: { id: string; name: string } }[];
  waivesAs: readonly ProjectRole[];
  grantsWaiverAs: readonly ProjectRole[];
  waiverDaysMax: number;
  unfillable: readonly ProjectRole[];
  whyNotConfirm: (row: StoredConditionRow) => string | null;
};

/** The whole page of one gate for one reader. */
export function gateViewOf(at: GateAt, history: GateHistory, reader: GateReader): GateView {
  const { project, gate, stage } = at;
  const evaluation = evaluateGate(at);
  const next = nextState(at, evaluation);
  const {
    unfillable,
    whyNotConfirm,
    decidesAs,
    decidesFor,
    waivesAs,
    grantsWaiverAs,
    waiverDaysMax,
    ...answers
  } = reader;
  const shown = openRoundOf(at) ?? decidedRoundOf(at);
  return {
    ...answers,
    id: gate.id,
    projectId: project.id,
    projectName: project.name,
    code: gate.code,
    name: gate.name,
    question: gate.question,
    state: next.state,
    stateSince: next.state === gate.state ? gate.stateSince : project.now,
    stateReason: next.reason,
    passedAt: gate.passedAt,
    expiresAt: gate.expiresAt,
    renewsAt: gate.renewsAt,
    strictness: project.strictness,
    stage: { id: stage.id, number: stage.number, name: stage.name },
    plannedOn: stage.planEndOn,
    explanation: explainGate(at, { evaluation, next, unfillable }),
    criteria: evaluation.results,
    readiness: { met: evaluation.met, of: evaluation.of },
    round: openRoundView(at),
    approvals: approvalsView(at, { round: shown, given: givenDecisions(history) }),
    rounds: roundsView(history.rounds, at),
    conditions: conditionsView(history.conditions, at, whyNotConfirm),
    waivers: waiversView(history.waivers, at),
    onPass: whatPassingDoes(at),
    onReject: whatRejectingDoes(at),
    returnStages: returnStages(at).map(({ id, number, name }) => ({ id, number, name })),
    laterGates: laterGates(at).map(({ id, code, name }) => ({ id, code, name })),
    people: project.people.map(({ userId: id, name }) => ({ id, name })),
    toSign: toSign(at, [...decidesAs.map((role) => ({ role, onBehalfOf: null })), ...decidesFor]),
    toWaive:
      waivesAs.length === 0
        ? null
        : {
            subjectSha256: waiverSubjectSha256(gate),
            choices: waivesAs.map(choiceOf),
            latestOn: addDays(project.today, waiverDaysMax),
          },
    toGrantWaiver: toGrantWaiver(at, grantsWaiverAs),
  };
}

function openRoundView(at: GateAt): GateView["round"] {
  const round = openRoundOf(at);
  if (round === null) {
    return null;
  }
  const {
    id,
    number,
    iteration,
    requestedRole,
    requestedAt,
    statement,
    earlyReason,
    dueOn,
    isRenewal,
  } = round;
  return {
    id,
    number,
    iteration,
    requestedBy: { id: round.requestedById, name: round.requestedBy },
    requestedRole,
    requestedAt,
    statement,
    earlyReason,
    dueOn,
    isRenewal,
    changes: [...round.changes],
    isOverdue: dueOn < at.project.today,
    subjects: [...round.subjects],
    criteria: [...round.trace],
    policySha256: round.policySha256,
    subjectSha256: roundSubjectSha256(at.gate, round),
  };
}

type Place = { role: ProjectRole; onBehalfOf: { id: string; name: string } | null };

function toSign(at: GateAt, places: readonly Place[]): GateView["toSign"] {
  const round = openRoundOf(at);
  return round === null || places.length === 0
    ? null
    : {
        round: round.number,
        subjectSha256: roundSubjectSha256(at.gate, round),
        choices: places.map(({ role, onBehalfOf }) => ({
          ...choiceOf(role),
          onBehalfOf,
          assurance: approvalFor(round.policy.approvals, role)?.assurance ?? null,
        })),
      };
}

function choiceOf(role: ProjectRole) {
  return { role, title: titleOfProjectRole[role] };
}

function givenDecisions(history: GateHistory): GivenDecisions {
  const decisions = history.rounds.flatMap((round) => round.decisions);
  return new Map(
    decisions.map(({ id, decidedAt, person, signedFor }) => [
      id,
      { at: new Date(decidedAt).toISOString(), name: actingName(person, signedFor) },
    ]),
  );
}

function whatPassingDoes({ project, stage, gate }: GateAt): string {
  const next = project.stages.find((each) => each.number > stage.number && !each.isTailoredOut);
  const opens =
    next === undefined ? "the last stage is done" : `${next.number} ${next.name} starts`;
  const ends =
    gate.policy.expires === null ? "" : "; the approval ends after a while and is asked again";
  return `${stage.name} is done and ${opens}${ends}.`;
}

function whatRejectingDoes(at: GateAt): string {
  const stages = returnStages(at).map((stage) => `${stage.number} ${stage.name}`);
  const where =
    stages.length === 1 ? stages[0] : `a stage you choose, ${stages[0]} to ${stages.at(-1)}`;
  if (!mustGoBack(at)) {
    return `The team works on ${where} again and asks for the next round.`;
  }
  return `The team goes back to ${where} and starts iteration ${at.project.iteration + 1}.`;
}
