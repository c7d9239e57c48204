import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { changeAction } from "@/lib/risk-treatment/commands/change-action";
import { planAction } from "@/lib/risk-treatment/commands/plan-action";
import { removeAction } from "@/lib/risk-treatment/commands/remove-action";
import { getRiskTreatment } from "@/lib/risk-treatment/queries";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { getTask, listMine } from "@/lib/tasks/queries";
import { anAction, plannedAction } from "@/lib/testing/inputs/risk-treatment";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aTask } from "@/lib/testing/inputs/tasks";
import { aWorld, type TestProject, type World } from "@/lib/testing/world";

let world: World;
let project: TestProject;

beforeAll(async () => {
  world = await aWorld();
});

async function fresh() {
  project = await world.project();
  return project;
}

const treatmentOf = (riskId: string) => runQuery(getRiskTreatment, project.lead.actor, { riskId });

const tasks = () => world.db.task.count({ where: { projectId: project.id } });
const ties = (riskId: string) => world.db.riskAction.count({ where: { riskId } });

describe("planning an action", () => {
  it("adds a real task in the stage of the risk, tells its owner, and shows the risk on it", async () => {
    await fresh();
    const scientist = await world.person(project, "data_scientist");
    const stage = await world.db.stage.findFirstOrThrow({
      where: { projectId: project.id, number: 3 },
    });
    const { riskId } = await raisedRisk(project, { stageId: stage.id });
    const planned = await plannedAction(project, { riskId, assigneeId: scientist.userId });
    const task = await world.db.task.findUniqueOrThrow({ where: { id: planned.taskId } });
    expect(task).toMatchObject({
      stageId: stage.id,
      name: "Drop the notes column",
      assigneeId: scientist.userId,
      role: "data_scientist",
      status: "todo",
    });
    const { tasksTotal } = await world.db.stage.findUniqueOrThrow({ where: { id: stage.id } });
    expect(tasksTotal).toBe(await world.db.task.count({ where: { stageId: stage.id } }));
    expect(await world.auditTypes(project.id)).toEqual(
      expect.arrayContaining(["task.created", "risk.action-planned"]),
    );
    const told = await world.db.notification.findMany({ where: { userId: scientist.userId } });
    expect(told).toMatchObject([{ kind: "task_assigned" }]);
    const shown = await runQuery(getTask, scientist.actor, { taskId: planned.taskId });
    expect(shown.treats).toEqual({
      id: riskId,
      key: "R-01",
      title: "Target leakage through call notes",
    });
    const mine = await runQuery(listMine, scientist.actor, { workspaceId: world.workspaceId });
    expect(mine.rows).toMatchObject([{ name: "Drop the notes column", treats: { key: "R-01" } }]);
    const { actions, version } = await treatmentOf(riskId);
    expect(version).toBe(1);
    expect(actions).toMatchObject([
      {
        state: "open",
        cost: 1200,
        likelihoodEffect: 1,
        task: { key: planned.taskKey, assigneeName: scientist.name, dueOn: "2030-01-31" },
      },
    ]);
  });

  it("goes into the stage the project is in where the risk names none or one that is behind", async () => {
    await fresh();
    const stages = await world.db.stage.findMany({
      where: { projectId: project.id },
      orderBy: { number: "asc" },
    });
    const behind = await raisedRisk(project, { stageId: stages[0]?.id });
    await world.db.projectStanding.update({
      where: { projectId: project.id },
      data: { stageNumber: 3 },
    });
    expect((await treatmentOf(behind.riskId)).usualStageId).toBe(stages[2]?.id);
    const ahead = await raisedRisk(project, { stageId: stages[4]?.id });
    await world.db.projectStanding.update({
      where: { projectId: project.id },
      data: { stageNumber: 3 },
    });
    expect((await treatmentOf(ahead.riskId)).usualStageId).toBe(stages[4]?.id);
    const { taskId } = await plannedAction(project);
    const task = await world.db.task.findUniqueOrThrow({
      where: { id: taskId },
      include: { stage: true },
    });
    const { stageNumber } = await world.db.projectStanding.findUniqueOrThrow({
      where: { projectId: project.id },
    });
    expect(task.stage.number).toBe(stageNumber);
  });
});

describe("a task that is there already", () => {
  it("treats this risk from then on and no other", async () => {
    await fresh();
    const task = await aTask(world, project);
    const first = await raisedRisk(project);
    const second = await raisedRisk(project, { title: "Label noise" });
    const before = await tasks();
    const input = { taskId: task.id, impactEffect: 1 };
    const tie = (riskId: string) =>
      runCommand(planAction, project.lead.actor, { ...input, riskId });
    expect(await tie(first.riskId)).toMatchObject({ ok: true });
    const again = await tie(second.riskId);
    expect(again).toMatchObject({ ok: false, error: { issues: [{ path: "taskId" }] } });
    expect(again.ok ? "" : again.error.message).toContain("treats R-01 already");
    expect(await ties(second.riskId)).toBe(0);
    expect(await tasks()).toBe(before);
    const { openTasks } = await treatmentOf(second.riskId);
    expect(openTasks.map(({ id }) => id)).not.toContain(task.id);
  });

  it("is tied once when two people choose it at the same moment", async () => {
    await fresh();
    const task = await aTask(world, project);
    const risks = [await raisedRisk(project), await raisedRisk(project, { title: "Label noise" })];
    const results = await Promise.all(
      risks.map(({ riskId }) =>
        runCommand(planAction, project.lead.actor, { riskId, taskId: task.id }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await world.db.riskAction.count({ where: { taskId: task.id } })).toBe(1);
  });

  it("is refused when it is done or switched off", async () => {
    await fresh();
    const { riskId } = await raisedRisk(project);
    const { id: taskId } = await aTask(world, project);
    for (const status of ["done", "tailored_out"] as const) {
      const tailoredOutReason = status === "done" ? "" : "Covered elsewhere.";
      await world.db.task.update({ where: { id: taskId }, data: { status, tailoredOutReason } });
      const result = await runCommand(planAction, project.lead.actor, { riskId, taskId });
      expect(result).toMatchObject({ ok: false, error: { issues: [{ path: "taskId" }] } });
    }
    expect(await ties(riskId)).toBe(0);
  });
});

describe("planning an action is refused", () => {
  it("for the task, stage or person of another project, and without a day", async () => {
    await fresh();
    const { riskId } = await raisedRisk(project);
    const other = await world.project();
    const foreign = await aTask(world, other);
    const before = await tasks();
    const refused = [
      { input: { taskId: foreign.id }, path: "taskId" },
      { input: { taskId: randomUUID() }, path: "taskId" },
      { input: { taskId: null }, path: "taskId" },
      { input: { ...anAction(project), name: null }, path: "name" },
      { input: { ...anAction(project), stageId: foreign.stageId }, path: "stageId" },
      { input: { ...anAction(project), assigneeId: other.lead.userId }, path: "assigneeId" },
      { input: { ...anAction(project), dueOn: null }, path: "dueOn" },
      { input: { ...anAction(project), likelihoodEffect: 6 }, path: "likelihoodEffect" },
      { input: { ...anAction(project), cost: -1 }, path: "cost" },
    ];
    for (const { input, path } of refused) {
      const result = await runCommand(planAction, project.lead.actor, { riskId, ...input });
      expect(result, path).toMatchObject({ ok: false, error: { code: "invalid_input" } });
      expect(result.ok ? [] : result.error.issues.map((issue) => issue.path)).toEqual([path]);
    }
    expect(await ties(riskId)).toBe(0);
    expect(await tasks()).toBe(before);
  });

  it("to a risk reviewer who would add a task, and not one who ties a task of the team", async () => {
    await fresh();
    const reviewer = await world.person(project, "risk_reviewer");
    const { riskId } = await raisedRisk(project);
    const added = await runCommand(planAction, reviewer.actor, { ...anAction(project), riskId });
    expect(added).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const { id: taskId } = await aTask(world, project);
    const tied = await runCommand(planAction, reviewer.actor, { riskId, taskId });
    expect(tied).toMatchObject({ ok: true });
  });

  it("to a data scientist who does not own the risk, and to everybody once it is closed", async () => {
    await fresh();
    const scientist = await world.person(project, "data_scientist");
    const { riskId, version } = await raisedRisk(project);
    const input = { ...anAction(project), riskId };
    const before = await tasks();
    const foreign = await runCommand(planAction, scientist.actor, input);
    expect(foreign).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const reason = "The column is gone for good.";
    await runCommand(closeRisk, project.lead.actor, { riskId, version, reason });
    const closed = await runCommand(planAction, project.lead.actor, input);
    expect(closed).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    expect(await tasks()).toBe(before);
    expect((await treatmentOf(riskId)).whyNotTreat).toContain("closed");
  });
});

describe("changing and removing an action", () => {
  it("keeps the former cost and effect in the trail, and refuses a stale form", async () => {
    await fresh();
    const { riskId, actionId } = await plannedAction(project);
    const change = (cost: number, version: number) =>
      runCommand(changeAction, project.lead.actor, {
        actionId,
        version,
        cost,
        likelihoodEffect: 2,
        impactEffect: 0,
      });
    expect(await change(800, 1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await change(900, 1)).toMatchObject({ ok: false, error: { code: "conflict" } });
    const { actions } = await treatmentOf(riskId);
    expect(actions).toMatchObject([{ cost: 800, likelihoodEffect: 2 }]);
    const { data } = await world.db.auditEvent.findFirstOrThrow({
      where: { projectId: project.id, type: "risk.action-changed" },
    });
    expect(data).toMatchObject({
      changes: [
        { field: "cost", from: 1200, to: 800 },
        { field: "likelihoodEffect", from: 1, to: 2 },
      ],
    });
  });

  it("takes the tie away and keeps the task, which may be tied again", async () => {
    await fresh();
    const { riskId, actionId, taskId } = await plannedAction(project);
    const reason = "It was meant for another risk.";
    const removed = await runCommand(removeAction, project.lead.actor, {
      actionId,
      version: 1,
      reason,
    });
    expect(removed).toMatchObject({ ok: true });
    expect((await treatmentOf(riskId)).actions).toEqual([]);
    expect(await world.db.task.count({ where: { id: taskId } })).toBe(1);
    expect((await runQuery(getTask, project.lead.actor, { taskId })).treats).toBeNull();
    const other = await raisedRisk(project, { title: "Label noise" });
    const tied = await runCommand(planAction, project.lead.actor, { riskId: other.riskId, taskId });
    expect(tied).toMatchObject({ ok: true });
    expect((await treatmentOf(other.riskId)).actions).toMatchObject([{ task: { id: taskId } }]);
  });
});
