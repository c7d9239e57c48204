import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { listGatesWaitingForMe } from "@/lib/gates/queries";
import { answerProposal } from "@/lib/risk-treatment/commands/answer-proposal";
import { changeAction } from "@/lib/risk-treatment/commands/change-action";
import { getRiskTreatment } from "@/lib/risk-treatment/queries";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { getRisk } from "@/lib/risks/queries";
import { moveTask } from "@/lib/tasks/commands/move-task";
import { plannedAction } from "@/lib/testing/inputs/risk-treatment";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;
let owner: Person;

beforeAll(async () => {
  world = await aWorld();
});

/** A risk of 3 x 5 that a data scientist owns. */
async function aRisk() {
  project = await world.project();
  owner = await world.person(project, "data_scientist");
  return raisedRisk(project, { ownerId: owner.userId });
}

async function move(taskId: string, ...ways: ("doing" | "done")[]) {
  for (const to of ways) {
    const { version } = await world.db.task.findUniqueOrThrow({ where: { id: taskId } });
    const result = await runCommand(moveTask, project.lead.actor, { taskId, version, to });
    if (!result.ok) {
      throw result.error;
    }
  }
}

async function finished(riskId: string, overrides: Record<string, unknown> = {}) {
  const action = await plannedAction(project, { riskId, ...overrides });
  await move(action.taskId, "doing", "done");
  return action;
}

const treatmentOf = (riskId: string) => runQuery(getRiskTreatment, owner.actor, { riskId });
const riskOf = (riskId: string) => runQuery(getRisk, owner.actor, { riskId });

type Answer = { answer: "taken" | "rejected"; alsoCurrent?: boolean; reason?: string };

async function answer(riskId: string, given: Answer, by: Person = owner) {
  const { version, proposal } = await treatmentOf(riskId);
  const actionIds = proposal?.actionIds ?? [];
  return runCommand(answerProposal, by.actor, { riskId, version, actionIds, ...given });
}

const waiting = async (person: Person) =>
  (
    await runQuery(listGatesWaitingForMe, person.actor, { workspaceId: world.workspaceId })
  ).rows.filter(({ kind }) => kind === "proposal");

const told = (person: Person) =>
  world.db.notification.count({ where: { userId: person.userId, kind: "risk_moved" } });

describe("a finished action", () => {
  it("tells the owner of the risk once, proposes a level and waits in their My work", async () => {
    const { riskId } = await aRisk();
    const { taskId, actionId, taskKey } = await finished(riskId);
    const { proposal, actions } = await treatmentOf(riskId);
    expect(proposal).toMatchObject({
      actionIds: [actionId],
      tasks: [`${taskKey} Drop the notes column`],
      residual: { likelihood: 2, impact: 5, score: 10 },
    });
    expect(actions).toMatchObject([{ state: "proposes" }]);
    expect(await told(owner)).toBe(1);
    expect(await told(project.lead)).toBe(0);
    const { toldAt } = await world.db.riskAction.findUniqueOrThrow({ where: { id: actionId } });
    expect(toldAt).not.toBeNull();
    const { version } = await world.db.task.findUniqueOrThrow({ where: { id: taskId } });
    const again = { taskId, version: version - 1, to: "done" };
    expect(await runCommand(moveTask, project.lead.actor, again)).toMatchObject({ ok: true });
    expect(await told(owner)).toBe(1);
    expect(await waiting(owner)).toMatchObject([
      { id: riskId, href: `/projects/${project.id}/risks?risk=${riskId}` },
    ]);
    expect(await waiting(project.lead)).toEqual([]);
    expect(await world.auditTypes(project.id)).toContain("risk.action-done");
    expect((await riskOf(riskId)).residual).toBeNull();
  });

  it("tells the lead where nobody owns the risk", async () => {
    const { riskId } = await aRisk();
    await world.db.risk.update({ where: { id: riskId }, data: { ownerId: null } });
    const action = await plannedAction(project, { riskId, assigneeId: owner.userId });
    const { taskId } = action;
    for (const [to, version] of [
      ["doing", 1],
      ["done", 2],
    ] as const) {
      await runCommand(moveTask, owner.actor, { taskId, version, to });
    }
    expect(await told(project.lead)).toBe(1);
  });

  it("proposes nothing where no effect was expected, and nothing for a closed risk", async () => {
    const { riskId, version } = await aRisk();
    await finished(riskId, { likelihoodEffect: 0 });
    expect((await treatmentOf(riskId)).proposal).toBeNull();
    expect((await treatmentOf(riskId)).actions).toMatchObject([{ state: "without_effect" }]);
    expect(await waiting(owner)).toEqual([]);
    await finished(riskId, { name: "Ask for fewer columns" });
    expect(await waiting(owner)).toHaveLength(1);
    const reason = "The column is gone for good.";
    await runCommand(closeRisk, project.lead.actor, { riskId, version, reason });
    expect((await treatmentOf(riskId)).proposal).toBeNull();
    expect(await waiting(owner)).toEqual([]);
  });
});

describe("a task that is reopened", () => {
  it("withdraws its proposal, and the owner is told anew when it is done again", async () => {
    const { riskId } = await aRisk();
    const { taskId, actionId } = await finished(riskId);
    const { version } = await treatmentOf(riskId);
    await move(taskId, "doing");
    expect((await treatmentOf(riskId)).proposal).toBeNull();
    expect(await waiting(owner)).toEqual([]);
    expect(await world.auditTypes(project.id)).toContain("risk.proposal-withdrawn");
    const input = { riskId, version, actionIds: [actionId], answer: "taken" };
    const late = await runCommand(answerProposal, owner.actor, input);
    expect(late).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect((await riskOf(riskId)).residual).toBeNull();
    await move(taskId, "done");
    expect((await treatmentOf(riskId)).proposal?.actionIds).toEqual([actionId]);
    expect(await told(owner)).toBe(2);
  });
});

describe("answering what finished actions propose", () => {
  it("sets the residual level with a reason that names the tasks, summing what is done", async () => {
    const { riskId } = await aRisk();
    const first = await finished(riskId);
    const second = await finished(riskId, { name: "Mask the notes", impactEffect: 2 });
    const { proposal } = await treatmentOf(riskId);
    expect(proposal?.residual).toMatchObject({ likelihood: 1, impact: 3 });
    expect(await answer(riskId, { answer: "taken" })).toMatchObject({ ok: true });
    const risk = await riskOf(riskId);
    expect(risk.residual).toMatchObject({ likelihood: 1, impact: 3 });
    expect(risk.current).toMatchObject({ likelihood: 3, impact: 5 });
    expect(risk.changes[0]).toMatchObject({
      kind: "residual",
      byName: owner.name,
      reason: `${first.taskKey} Drop the notes column and ${second.taskKey} Mask the notes are done.`,
    });
    const after = await treatmentOf(riskId);
    expect(after.proposal).toBeNull();
    expect(after.actions.map(({ state }) => state)).toEqual(["taken", "taken"]);
    expect(await waiting(owner)).toEqual([]);
  });

  it("rates the current level, too, where the person says so", async () => {
    const { riskId } = await aRisk();
    await finished(riskId);
    expect(await answer(riskId, { answer: "taken", alsoCurrent: true })).toMatchObject({
      ok: true,
    });
    const risk = await riskOf(riskId);
    expect(risk.current).toMatchObject({ likelihood: 2, impact: 5 });
    expect(risk.residual).toMatchObject({ likelihood: 2, impact: 5 });
    await finished(riskId, { name: "Mask the notes" });
    const { proposal } = await treatmentOf(riskId);
    expect(proposal?.residual).toMatchObject({ likelihood: 1, impact: 5 });
  });

  it("builds on what was taken before while the current level stayed", async () => {
    const { riskId } = await aRisk();
    await finished(riskId);
    await answer(riskId, { answer: "taken" });
    await finished(riskId, { name: "Mask the notes", likelihoodEffect: 0, impactEffect: 1 });
    const { proposal } = await treatmentOf(riskId);
    expect(proposal?.residual).toMatchObject({ likelihood: 2, impact: 4 });
  });
});

describe("refusing and overtaking", () => {
  it("rejects with a reason only, and leaves the level", async () => {
    const { riskId } = await aRisk();
    await finished(riskId);
    const silent = await answer(riskId, { answer: "rejected" });
    expect(silent).toMatchObject({ ok: false, error: { issues: [{ path: "reason" }] } });
    expect((await treatmentOf(riskId)).actions).toMatchObject([{ state: "proposes" }]);
    const reason = "The notes are still read by the old job.";
    expect(await answer(riskId, { answer: "rejected", reason })).toMatchObject({ ok: true });
    const { actions, proposal } = await treatmentOf(riskId);
    expect(proposal).toBeNull();
    expect(actions).toMatchObject([{ state: "rejected", answer: { byName: owner.name, reason } }]);
    expect((await riskOf(riskId)).residual).toBeNull();
    expect(await world.auditTypes(project.id)).toContain("risk.proposal-rejected");
  });

  it("lets one of two people win who answer at the same moment", async () => {
    const { riskId } = await aRisk();
    await finished(riskId);
    const { version, proposal } = await treatmentOf(riskId);
    const actionIds = proposal?.actionIds ?? [];
    const input = { riskId, version, actionIds, reason: "Read together with the team." };
    const results = await Promise.all([
      runCommand(answerProposal, owner.actor, { ...input, answer: "taken" }),
      runCommand(answerProposal, project.lead.actor, { ...input, answer: "rejected" }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const lost = results.find(({ ok }) => !ok);
    expect(lost).toMatchObject({ ok: false, error: { code: "conflict" } });
    const [action] = (await treatmentOf(riskId)).actions;
    const residual = (await riskOf(riskId)).residual;
    expect(residual === null).toBe(action?.state === "rejected");
    const answers = (await world.auditTypes(project.id)).filter((type) =>
      ["risk.proposal-taken", "risk.proposal-rejected"].includes(type),
    );
    expect(answers).toHaveLength(1);
  });
});

describe("what nobody may answer", () => {
  it("refuses a stranger to the risk, a stale form and an action of another risk", async () => {
    const { riskId } = await aRisk();
    await finished(riskId);
    const other = await world.person(project, "data_scientist");
    expect(await answer(riskId, { answer: "taken" }, other)).toMatchObject({
      ok: false,
      error: { code: "rule_refused" },
    });
    const { version, proposal } = await treatmentOf(riskId);
    const elsewhere = await raisedRisk(project, { title: "Label noise" });
    const foreign = await finished(elsewhere.riskId, { name: "Mask the notes" });
    const stale = { riskId, version: version + 4, actionIds: proposal?.actionIds ?? [] };
    const mixed = { riskId, version, actionIds: [...stale.actionIds, foreign.actionId] };
    for (const input of [stale, mixed]) {
      const result = await runCommand(answerProposal, owner.actor, { ...input, answer: "taken" });
      expect(result).toMatchObject({ ok: false, error: { code: "conflict" } });
    }
    const answered = { answer: { not: null } };
    expect(await world.db.riskAction.count({ where: { riskId, ...answered } })).toBe(0);
    expect((await riskOf(riskId)).changes.filter(({ kind }) => kind === "residual")).toEqual([]);
  });

  it("keeps an answered action as it was", async () => {
    const { riskId } = await aRisk();
    const { actionId } = await finished(riskId);
    await answer(riskId, { answer: "taken" });
    const { version } = await treatmentOf(riskId);
    const input = { actionId, version, cost: null, likelihoodEffect: 3, impactEffect: 0 };
    const result = await runCommand(changeAction, owner.actor, input);
    expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  });
});
