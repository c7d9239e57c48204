import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { confirmLoopBack } from "@/lib/projects/commands/confirm-loop-back";
import { previewLoopBack } from "@/lib/projects/queries/preview-loop-back";
import { closeReturnedLoops } from "@/lib/projects/store/loop-backs";
import { aSignedPass, gateOf, openRound, stageAt, stagesOf } from "@/lib/testing/inputs/projects";
import { aWorld, type World } from "@/lib/testing/world";

async function tasksOf(world: World, stageId: string) {
  return world.db.task.findMany({ where: { stageId }, orderBy: { number: "asc" } });
}

async function finish(world: World, stageId: string): Promise<void> {
  await world.db.task.updateMany({
    where: { stageId },
    data: { status: "done", startedAt: new Date(), doneAt: new Date() },
  });
  await world.db.stage.updateMany({
    where: { id: stageId },
    data: { tasksStarted: 1, actualEndOn: new Date() },
  });
}

/** Three stages in: the first gate passed, the second in review, work in the third. */
async function threeStagesIn() {
  const world = await aWorld();
  const project = await world.project();
  const [first, second, third] = await stagesOf(world, project);
  if (first === undefined || second === undefined || third === undefined) {
    throw new Error("the default playbook has more than three stages");
  }
  for (const stage of [first, second, third]) {
    await finish(world, stage.id);
  }
  await aSignedPass(world, project, first.id);
  const gate = await gateOf(world, second.id);
  await openRound(world, { gateId: gate.id, project });
  const input = {
    projectId: project.id,
    version: 1,
    fromStageId: third.id,
    toStageId: first.id,
    reason: "data_quality_failure",
    reasonText: "A third of the claims have no date.",
    hypothesis: "The dates come with the next export.",
    expectedCostDays: 6,
  };
  return { world, project, first, second, third, input };
}

test("the preview says what reopens, what returns to locked and whose approval counts no more", async () => {
  const { world, project, first, third, input } = await threeStagesIn();
  const { projectId, fromStageId, toStageId } = input;
  const query = { projectId, fromStageId, toStageId };
  const view = await runQuery(previewLoopBack, project.lead.actor, query);
  expect(view).toMatchObject({ nextIteration: 2, version: 1, whyNot: null });
  expect(view.effect?.reopened.map(({ taskId }) => taskId)).toEqual(
    (await tasksOf(world, first.id)).map(({ id }) => id),
  );
  expect(view.effect?.gates.map(({ state }) => state)).toEqual(["passed", "in_review"]);
  expect(view.effect?.approvals).toMatchObject([{ signerName: "Test sponsor", role: "sponsor" }]);
  expect(view.from).toMatchObject({ stageId: third.id });
  expect(await world.auditTypes(projectId)).toEqual(["project.created"]);
});

test("the preview offers every earlier stage, the playbook's usual ways first", async () => {
  const { project, input, third } = await threeStagesIn();
  const { projectId } = input;
  const view = await runQuery(previewLoopBack, project.lead.actor, { projectId });
  expect(view.effect).toBeNull();
  expect(view.from).toMatchObject({ stageId: third.id });
  expect(view.choices).toHaveLength(2);
  const usual = view.choices.map(({ usualReasons }) => usualReasons.length > 0);
  expect(usual).toEqual([...usual].sort((a, b) => Number(b) - Number(a)));
});

test("going back opens the next iteration in one act and keeps everything that was signed", async () => {
  const { world, project, first, second, third, input } = await threeStagesIn();
  const other = await world.person(project, "data_scientist");
  const [chosen] = await tasksOf(world, second.id);

  const result = await runCommand(confirmLoopBack, project.lead.actor, {
    ...input,
    alsoReopen: [chosen?.id],
  });

  expect(result).toMatchObject({ ok: true, value: { iteration: 2, version: 2 } });
  const statuses = async (stageId: string) =>
    (await tasksOf(world, stageId)).map(({ status, toRecheck }) => [status, toRecheck]);
  expect(new Set((await statuses(first.id)).map(String))).toEqual(new Set(["todo,false"]));
  const [again, ...rest] = await statuses(second.id);
  expect(again).toEqual(["todo", false]);
  expect(new Set(rest.map(String))).toEqual(new Set(["done,true"]));
  const gates = [await gateOf(world, first.id), await gateOf(world, second.id)];
  expect(gates.map(({ state, passedAt }) => [state, passedAt])).toEqual([
    ["locked", null],
    ["locked", null],
  ]);
  expect(gates.map(({ rounds }) => rounds.map(({ outcome }) => outcome))).toEqual([
    ["passed"],
    ["voided"],
  ]);
  expect(await world.db.signature.count({ where: { projectId: project.id } })).toBe(1);
  const stage = await stageAt(world, project, 1);
  expect(stage).toMatchObject({ actualEndOn: null, tasksDone: 0, tasksStarted: 0 });
  expect((await stageAt(world, project, 3)).tasksDone).toBe(third.tasksTotal);
  const loop = await world.db.loopBack.findFirst({ where: { projectId: project.id } });
  expect(loop).toMatchObject({
    fromStageId: third.id,
    toStageId: first.id,
    iteration: 2,
    reason: "data_quality_failure",
    expectedCostDays: 6,
    decidedById: project.lead.userId,
    returnedAt: null,
  });
  expect(await world.auditTypes(project.id)).toEqual([
    "project.created",
    "loop-back.confirmed",
    "gate.round-closed",
    "gate.state-changed",
    "gate.state-changed",
  ]);
  const told = await world.db.notification.findMany({
    where: { kind: "loop_back", projectId: project.id },
  });
  expect(told.map(({ userId }) => userId)).toContain(other.userId);
  expect(told.map(({ userId }) => userId)).not.toContain(project.lead.userId);
});

test("sent twice, or by two people at once, it goes back once", async () => {
  const { world, project, input } = await threeStagesIn();
  const engineer = await world.person(project, "ml_engineer");
  const results = await Promise.all(
    [project.lead, engineer].map(({ actor }) => runCommand(confirmLoopBack, actor, input)),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: "conflict" } });
  expect(await world.db.loopBack.count({ where: { projectId: project.id } })).toBe(1);
});

test("a waiver that still runs ends with the way back", async () => {
  const { world, project, first, input } = await threeStagesIn();
  const gate = await gateOf(world, first.id);
  const signature = await world.db.signature.findFirstOrThrow({ where: { projectId: project.id } });
  await world.db.gateWaiver.create({
    data: {
      gateId: gate.id,
      reason: "No sponsor yet.",
      requestedById: project.lead.userId,
      needs: ["lead"],
      subjectSha256: signature.subjectSha256,
      proposedAt: new Date(),
      grantedAt: new Date(),
      expiresOn: new Date("2099-01-01"),
    },
  });
  await runCommand(confirmLoopBack, project.lead.actor, input);
  expect(await world.db.gateWaiver.count({ where: { gateId: gate.id, revokedAt: null } })).toBe(0);
});

test("refuses a way forward, a stage that has not begun and what is not of this project", async () => {
  const { world, project, input, first, third } = await threeStagesIn();
  const ninth = await stageAt(world, project, 9);
  const foreign = await stageAt(world, await world.project(), 1);
  const attempt = (overrides: object) =>
    runCommand(confirmLoopBack, project.lead.actor, { ...input, ...overrides });
  const refused = { ok: false, error: { code: "rule_refused" } };
  expect(await attempt({ fromStageId: first.id, toStageId: third.id })).toMatchObject(refused);
  expect(await attempt({ fromStageId: ninth.id })).toMatchObject(refused);
  for (const [path, overrides] of [
    ["toStageId", { toStageId: foreign.id }],
    ["alsoReopen", { alsoReopen: [randomUUID()] }],
    ["triggerId", { triggerKind: "risk", triggerId: randomUUID() }],
    ["reasonText", { reason: "other", reasonText: "" }],
    ["reason", { reason: "boredom" }],
    ["expectedCostDays", { expectedCostDays: -1 }],
  ] as const) {
    expect(await attempt(overrides)).toMatchObject({
      ok: false,
      error: { code: "invalid_input", issues: [{ path }] },
    });
  }
  expect(await world.db.loopBack.count({ where: { projectId: project.id } })).toBe(0);
});

test("the team may go back, a reviewer may not, and strangers see nothing", async () => {
  const { world, project, input } = await threeStagesIn();
  for (const role of ["sponsor", "risk_reviewer", "viewer", "domain_expert"] as const) {
    const { actor } = await world.person(project, role);
    expect(await runCommand(confirmLoopBack, actor, input)).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
  }
  const stranger = (await aWorld()).owner;
  expect(await runCommand(confirmLoopBack, stranger.actor, input)).toMatchObject({
    ok: false,
    error: { code: "not_found" },
  });
  const { projectId } = input;
  await expect(runQuery(previewLoopBack, stranger.actor, { projectId })).rejects.toMatchObject({
    code: "not_found",
  });
  const scientist = await world.person(project, "data_scientist");
  expect(await runCommand(confirmLoopBack, scientist.actor, input)).toMatchObject({ ok: true });
});

test("what it cost is filled in once every gate up to the origin holds again", async () => {
  const { world, project, input, first, second } = await threeStagesIn();
  await runCommand(confirmLoopBack, project.lead.actor, input);
  const projectId = project.id;
  const loop = async () => world.db.loopBack.findFirstOrThrow({ where: { projectId } });
  await world.db.gate.updateMany({ where: { stageId: first.id }, data: { state: "passed" } });
  await closeReturnedLoops(world.db, { projectId, at: new Date() });
  expect((await loop()).returnedAt).toBeNull();
  await world.db.gate.updateMany({ where: { stageId: second.id }, data: { state: "waived" } });
  const [task] = await tasksOf(world, first.id);
  await world.db.task.updateMany({ where: { id: task?.id ?? "" }, data: { loggedDays: 3 } });
  await closeReturnedLoops(world.db, { projectId, at: new Date() });
  expect(await loop()).toMatchObject({ costBeforeDays: 0, costAfterDays: 3 });
  expect((await loop()).returnedAt).not.toBeNull();
});

test("an evaluation afterwards passes no gate again on what was signed before", async () => {
  const { world, project, first, input } = await threeStagesIn();
  const { projectId } = input;
  await runCommand(confirmLoopBack, project.lead.actor, input);
  await world.db.task.updateMany({
    where: { projectId },
    data: { status: "done", toRecheck: false },
  });
  await settleGates(world.db, { projectId, now: new Date() });
  const { state } = await gateOf(world, first.id);
  expect(["locked", "ready"]).toContain(state);
});
