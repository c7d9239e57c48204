import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import type { RiskId, StageId, TaskId, UserId } from "@/lib/kernel/ids";
import { whyNotAddTask, whyNotChangeAction, whyNotTreat } from "@/lib/risk-treatment/policy";
import { ageInDays, lastProof, standingOfControl } from "@/lib/risk-treatment/rules/proof";
import { effectOf, proposedResidual, stateOfAction } from "@/lib/risk-treatment/rules/proposal";
import { workingRole } from "@/lib/risk-treatment/rules/working-role";
import {
  type ActionView,
  type ControlView,
  type ProposalView,
  riskTreatmentView,
} from "@/lib/risk-treatment/schema";
import { listActions, type TreatingAction } from "@/lib/risk-treatment/store/actions";
import { type ControlRow, listControls } from "@/lib/risk-treatment/store/controls";
import { loadTreatmentFacts, type TreatmentFacts } from "@/lib/risk-treatment/store/facts";
import { scoreOf } from "@/lib/risks/rules";
import { levelOf, shadeAt } from "@/lib/risks/rules/matrix";
import { riskRef } from "@/lib/risks/schema";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";
import { taskKey } from "@/lib/tasks/rules/task-key";

export const getRiskTreatment = defineQuery({
  name: "risk.treatment",
  permission: "risk:read",
  input: riskRef,
  output: riskTreatmentView,
  operation: {
    method: "GET",
    path: "/risks/{riskId}/treatment",
    summary: "Actions of a risk, what finished ones propose, and its controls with their proof",
  },
  scope: ({ db, input }) => projectScopeOfRisk(db, input.riskId),

  async fetch({ db, access, input, now }) {
    const { member } = access;
    const { riskId } = input;
    const today = dayOf(now);
    const [facts, actions, controls] = await Promise.all([
      loadTreatmentFacts(db, { riskId, today }),
      listActions(db, riskId),
      listControls(db, { riskId, today }),
    ]);
    return {
      riskId: facts.id as RiskId,
      version: facts.version,
      currency: facts.currency,
      actions: actions.map((action) => actionView(action)),
      proposal: proposalOf(facts, actions),
      controls: controls.map((control) => controlView(control, today)),
      ...choicesOf(facts),
      whyNotTreat: whyNotTreat(facts, member),
      whyNotAddTask: whyNotAddTask(member),
    };
  },
});

function choicesOf(facts: TreatmentFacts) {
  const { projectKey, people, openTasks, evidence, usualStageId } = facts;
  return {
    openTasks: openTasks.map(({ id, number, name }) => ({
      id: id as TaskId,
      key: taskKey(projectKey, number),
      name,
    })),
    people: people
      .filter(({ roles }) => workingRole(roles) !== null)
      .map(({ id, name }) => ({ id: id as UserId, name })),
    evidence,
    usualStageId,
  };
}

function actionView(action: TreatingAction): ActionView {
  const { id, cost, likelihoodEffect, impactEffect, answeredAt, answerReason, doneAt } = action;
  const state = stateOfAction(action);
  const { stageId, ...task } = action.task;
  const isAnswered = state === "taken" || state === "rejected";
  return {
    id,
    state,
    cost,
    likelihoodEffect,
    impactEffect,
    task: {
      ...task,
      id: task.id as TaskId,
      stageId: stageId as StageId,
      doneAt: doneAt?.toISOString() ?? null,
    },
    answer:
      isAnswered && answeredAt !== null
        ? {
            byName: action.answeredByName ?? "",
            at: answeredAt.toISOString(),
            reason: answerReason,
          }
        : null,
    whyNotChange: whyNotChangeAction(state),
  };
}

/** A closed risk proposes nothing: there is no level left to rate. */
function proposalOf(risk: TreatmentFacts, actions: readonly TreatingAction[]): ProposalView | null {
  const waiting = actions.filter((action) => stateOfAction(action) === "proposes");
  if (waiting.length === 0 || risk.status === "closed") {
    return null;
  }
  const { matrix, ratedAt } = risk;
  const level = proposedResidual(risk, actions);
  return {
    actionIds: waiting.map(({ id }) => id),
    tasks: waiting.map(({ task }) => `${task.key} ${task.name}`),
    effect: effectOf(actions, ratedAt),
    residual: {
      ...level,
      score: scoreOf(level),
      name: levelOf(matrix, level).label,
      shade: shadeAt(matrix, level),
    },
    isRatedSince: waiting.some(({ doneAt }) => doneAt !== null && doneAt < ratedAt),
  };
}

function controlView(control: ControlRow, today: string): ControlView {
  const { state, proofs } = control;
  const last = lastProof(proofs);
  return {
    ...control,
    standing: standingOfControl(state, proofs),
    lastProof: last === null ? null : { ...last, ageDays: ageInDays(last.effectiveOn, today) },
  };
}
