import type { ProjectRole } from "@/lib/authz/permissions";
import { recordView } from "@/lib/documents/commands/record-view";
import { runQuery } from "@/lib/execution/query";
import { attestCriterion } from "@/lib/gates/commands/attest-criterion";
import { confirmCondition } from "@/lib/gates/commands/confirm-condition";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { setCheck } from "@/lib/gates/commands/set-check";
import { waiveGate } from "@/lib/gates/commands/waive-gate";
import { getGate } from "@/lib/gates/queries";
import { addDays } from "@/lib/kernel/calendar";
import { prismaClient } from "@/lib/platform/db";
import type { EffectiveStage } from "@/lib/playbooks/rules/effective-gate";
import { weekdayFrom } from "@/lib/projects/rules/default-plan";
import type { Act } from "./act-list";
import { act, proofFor } from "./demo";
import type { Person } from "./people";
import { gateAtStage, holdersOf, leadOf, personIn, settle, stageIdAt, today } from "./project-run";
import type { ConditionStory, DecisionStory, GateStep, ProjectRun, WaiveStep } from "./story";

/** Judgements, the request and the decisions of one round; a gate that asks nobody settles itself. */
export function actsOfGate(stage: EffectiveStage, step: GateStep): Act[] {
  const { approvals } = stage.gate;
  if (approvals.length === 0) {
    return [{ weight: 0.3, run: settle }];
  }
  const asked = approvals.map((approval) => approval.role);
  const deciding = step.only ?? asked;
  const request: Act = {
    weight: 0.4,
    ...(step.askedDaysAgo === undefined ? {} : { daysAgo: step.askedDaysAgo }),
    run: (run) => request_(run, step),
  };
  return [
    ...actsOfAttesting(stage, step.stage),
    request,
    ...asked
      .filter((role) => deciding.includes(role))
      .map((role) => ({
        weight: 0.6,
        run: (run: ProjectRun) => decide(run, step, role),
      })),
  ];
}

export function actsOfAttesting(stage: EffectiveStage, number: number): Act[] {
  return stage.gate.criteria.flatMap((criterion) => {
    switch (criterion.kind) {
      case "attestation":
        return [{ weight: 0.2, run: (run: ProjectRun) => attest(run, number, criterion) }];
      case "check":
        return [{ weight: 0.2, run: (run: ProjectRun) => tick(run, number, criterion) }];
      default:
        return [];
    }
  });
}

async function tick(
  run: ProjectRun,
  stage: number,
  criterion: { id: string; role: ProjectRole },
): Promise<void> {
  const { id: gateId } = gateAtStage(run, stage);
  const [person] = holdersOf(run, criterion.role);
  if (person === undefined) {
    throw new Error(`${run.story.key} has nobody to check as ${criterion.role}.`);
  }
  const standing = "ticked";
  await act(setCheck, person, { gateId, criterionId: criterion.id, standing, note: "" });
}

async function attest(
  run: ProjectRun,
  stage: number,
  criterion: { id: string; role: ProjectRole },
): Promise<void> {
  const { id: gateId } = gateAtStage(run, stage);
  const [person] = holdersOf(run, criterion.role);
  if (person === undefined) {
    throw new Error(`${run.story.key} has nobody to attest as ${criterion.role}.`);
  }
  const { id: criterionId } = criterion;
  await act(attestCriterion, person, { gateId, criterionId, note: "" });
}

async function request_(run: ProjectRun, step: GateStep): Promise<void> {
  const { id: gateId } = gateAtStage(run, step.stage);
  const [first] = holdersOf(run, "data_scientist");
  const by = step.requester === undefined ? (first ?? leadOf(run)) : personIn(run, step.requester);
  const { statement = "", early: earlyReason = "", decisionDueIn } = step;
  const dueOn =
    decisionDueIn === undefined
      ? weekdayFrom(addDays(today(), 6))
      : addDays(run.demo.today, decisionDueIn);
  await act(requestGate, by, { gateId, statement, earlyReason, dueOn });
}

async function decide(run: ProjectRun, step: GateStep, role: ProjectRole): Promise<void> {
  const { id: gateId } = gateAtStage(run, step.stage);
  const story = step.decisions?.[role] ?? {};
  const approver = await approverFor(run, gateId, role);
  const view = await runQuery(getGate, approver.actor, { gateId });
  const { round, toSign } = view;
  const subject = toSign?.subjectSha256 ?? "";
  if (round === null) {
    return;
  }
  const { projectId } = run;
  const seen = { subject: "gate_round" as const, subjectId: gateId, number: round.number };
  await act(recordView, approver, { projectId, ...seen });
  const token = await proofFor(approver, subject);
  await act(decideGate, approver, {
    gateId,
    round: round.number,
    role,
    ...inputOf(run, story, role),
    token,
  });
  await keepConditions(run, gateId, story);
}

/** The first person of the role who may still decide this round. */
async function approverFor(run: ProjectRun, gateId: string, role: ProjectRole): Promise<Person> {
  const round = await prismaClient().gateRound.findFirstOrThrow({
    where: { gateId, closedAt: null },
    select: { requestedById: true, decisions: { select: { approverId: true } } },
  });
  const busy = new Set([round.requestedById, ...round.decisions.map((each) => each.approverId)]);
  const person = holdersOf(run, role).find((each) => !busy.has(each.userId));
  if (person === undefined) {
    throw new Error(`${run.story.key}: nobody is left to decide as ${role}.`);
  }
  return person;
}

function inputOf(run: ProjectRun, story: DecisionStory, role: ProjectRole) {
  const { verdict = "approve", reason = "", conditions = [], returnTo } = story;
  return {
    verdict,
    reason,
    feedback: feedbackOf(role, verdict),
    conditions: conditions.map((condition) => conditionInput(run, condition)),
    returnStageId: returnTo === undefined ? null : stageIdAt(run, returnTo),
  };
}

function feedbackOf(role: ProjectRole, verdict: string): "no_issue" | "minor" | "major" | null {
  if (verdict === "reject") {
    return "major";
  }
  return role === "risk_reviewer" ? "minor" : null;
}

function conditionInput(run: ProjectRun, { text, owner, dueIn, blocks }: ConditionStory) {
  const blocking = run.gates.find((gate) => gate.code === blocks);
  return {
    text,
    ownerId: personIn(run, owner).userId,
    dueOn: dueIn === undefined ? null : addDays(run.demo.today, dueIn),
    blocksGateId: blocking?.id ?? null,
  };
}

async function keepConditions(
  run: ProjectRun,
  gateId: string,
  story: DecisionStory,
): Promise<void> {
  for (const { text } of story.conditions ?? []) {
    const { id } = await prismaClient().gateCondition.findFirstOrThrow({
      where: { gateId, text },
      orderBy: { id: "desc" },
      select: { id: true },
    });
    run.conditions.set(text, id);
  }
}

/** Whoever set the condition says that it is met. */
export async function confirmMet(run: ProjectRun, condition: ConditionStory): Promise<void> {
  const conditionId = run.conditions.get(condition.text);
  if (conditionId === undefined) {
    return;
  }
  const { setById } = await prismaClient().gateCondition.findUniqueOrThrow({
    where: { id: conditionId },
    select: { setById: true },
  });
  const by = Object.values(run.demo.people).find((person) => person.userId === setById);
  const { note = "" } = condition;
  run.conditions.delete(condition.text);
  await act(confirmCondition, by ?? leadOf(run), { conditionId, note });
}

export function actsOfWaiver(step: WaiveStep): Act[] {
  return [{ weight: 0.5, run: (run) => waive(run, step) }];
}

async function waive(run: ProjectRun, step: WaiveStep): Promise<void> {
  const { id: gateId } = gateAtStage(run, step.stage);
  const by = personIn(run, step.by);
  const view = await runQuery(getGate, by.actor, { gateId });
  const { role, reason, days } = step;
  const expiresOn = addDays(today(), days);
  const token = await proofFor(by, view.toWaive?.subjectSha256 ?? "");
  const requestedById = leadOf(run).userId;
  await act(waiveGate, by, { gateId, role, reason, expiresOn, requestedById, token });
}
