import { beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import {
  getRiskFacets,
  getRiskOptions,
  listProjectRisks,
  listWorkspaceRisks,
} from "@/lib/risks/queries";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type World } from "@/lib/testing/world";

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

describe("the picture of the register", () => {
  it("stays whole while one view or one cell of it is read", async () => {
    const project = await world.project();
    const actor = project.lead.actor;
    await raisedRisk(project, { likelihood: 1, impact: 1 });
    await raisedRisk(project, { likelihood: 5, impact: 5 });
    const closed = await raisedRisk(project, { likelihood: 4, impact: 4 });
    const reason = "The column is gone for good.";
    await runCommand(closeRisk, actor, { riskId: closed.riskId, version: 1, reason });
    const cell = await runQuery(listProjectRisks, actor, {
      projectId: project.id,
      status: "open",
      likelihood: 5,
      impact: 5,
    });
    expect(cell.rows.map((row) => row.key)).toEqual(["R-02"]);
    expect(cell.counts).toMatchObject({ open: 2, closed: 1, aboveAppetite: 1 });
    expect(cell.heatMap).toHaveLength(2);
    expect(cell.heatMap).toContainEqual({ likelihood: 1, impact: 1, count: 1, numbers: [1] });
  });

  it("shows where a risk came from after it was rated again", async () => {
    const project = await world.project();
    const { riskId, version } = await raisedRisk(project, { likelihood: 5, impact: 5 });
    await runCommand(rateRisk, project.lead.actor, {
      riskId,
      version,
      kind: "current",
      likelihood: 2,
      impact: 5,
      reason: "The notes column was dropped.",
    });
    const register = await runQuery(listProjectRisks, project.lead.actor, {
      projectId: project.id,
    });
    expect(register.moves).toEqual([
      { from: { likelihood: 5, impact: 5 }, to: { likelihood: 2, impact: 5 }, count: 1 },
    ]);
  });

  it("leaves out the numbers where they would be ambiguous, across projects", async () => {
    const project = await world.project();
    await raisedRisk(project);
    const register = await runQuery(listWorkspaceRisks, project.lead.actor, {
      workspaceId: world.workspaceId,
    });
    expect(register.heatMap).toEqual([{ likelihood: 3, impact: 5, count: 1, numbers: [] }]);
  });

  it("lists and counts open risks whose treatment is overdue", async () => {
    const project = await world.project();
    await raisedRisk(project, { dueOn: "2001-01-01" });
    await raisedRisk(project, { dueOn: "2999-01-01" });
    const late = await runQuery(listProjectRisks, project.lead.actor, {
      projectId: project.id,
      overdue: true,
    });
    expect(late.rows.map((row) => row.key)).toEqual(["R-01"]);
    expect(late.counts).toMatchObject({ open: 2, overdue: 1 });
  });
});

describe("the picture of what treatment brings", () => {
  it("shows where treatment leads, and leaves a risk without a residual level where it is", async () => {
    const project = await world.project();
    const actor = project.lead.actor;
    const { riskId, version } = await raisedRisk(project, { likelihood: 5, impact: 5 });
    await raisedRisk(project, { likelihood: 1, impact: 3 });
    await runCommand(rateRisk, actor, {
      riskId,
      version,
      kind: "residual",
      likelihood: 2,
      impact: 2,
      reason: "Once the notes column is dropped.",
    });
    const chosen = { projectId: project.id, map: "residual", likelihood: 2, impact: 2 };
    const treated = await runQuery(listProjectRisks, actor, chosen);
    expect(treated.heatMap.toSorted((one, other) => one.likelihood - other.likelihood)).toEqual([
      { likelihood: 1, impact: 3, count: 1, numbers: [2] },
      { likelihood: 2, impact: 2, count: 1, numbers: [1] },
    ]);
    expect(treated.moves).toEqual([
      { from: { likelihood: 5, impact: 5 }, to: { likelihood: 2, impact: 2 }, count: 1 },
    ]);
    expect(treated.rows.map((row) => row.key)).toEqual(["R-01"]);
    expect(treated.totals).toEqual({ inherent: 28, current: 28, residual: 7 });
    const now = await runQuery(listProjectRisks, actor, { projectId: project.id });
    expect(now.heatMap).toContainEqual({ likelihood: 5, impact: 5, count: 1, numbers: [1] });
    expect(now).toMatchObject({ moves: [], totals: treated.totals, counts: treated.counts });
  });
});

describe("risk.options", () => {
  it("offers the people and stages of the project and says why a viewer may not raise", async () => {
    const project = await world.project();
    const viewer = await world.person(project, "viewer");
    const options = await runQuery(getRiskOptions, viewer.actor, { projectId: project.id });
    expect(options.people.map((person) => person.id)).toContain(project.lead.userId);
    expect(options.stages[0]).toMatchObject({ number: 1 });
    expect(options).toMatchObject({ readerId: viewer.userId });
    expect(options.whyNotRaise).toContain("lead");
    const own = await runQuery(getRiskOptions, project.lead.actor, { projectId: project.id });
    expect(own.whyNotRaise).toBeNull();
  });
});

describe("the register across projects", () => {
  it("narrows to a project, an owner and a stage number, and offers only what some risk has", async () => {
    const own = await aWorld();
    const { workspaceId, owner } = own;
    const [one, two] = [await own.project(), await own.project()];
    const stage = await own.db.stage.findFirstOrThrow({ where: { projectId: one.id, number: 2 } });
    await raisedRisk(one, { stageId: stage.id, title: "In one, stage two" });
    await raisedRisk(two, { title: "In two" });
    const titles = async (filter: object) => {
      const input = { workspaceId, ...filter };
      const { rows } = await runQuery(listWorkspaceRisks, owner.actor, input);
      return rows.map((row) => row.title);
    };
    expect(await titles({ projectId: two.id })).toEqual(["In two"]);
    expect(await titles({ stageNumber: 2 })).toEqual(["In one, stage two"]);
    expect(await titles({ ownerId: two.lead.userId })).toEqual(["In two"]);
    expect(await titles({ projectId: two.id, stageNumber: 2 })).toEqual([]);

    const facets = await runQuery(getRiskFacets, owner.actor, { workspaceId });
    expect(facets.stages).toEqual([2]);
    expect(facets.projects).toHaveLength(2);
    const ofMember = await runQuery(getRiskFacets, two.lead.actor, { workspaceId });
    expect(ofMember).toMatchObject({ projects: [{ id: two.id }], stages: [] });
    expect(ofMember.owners).toEqual([{ id: two.lead.userId, name: expect.any(String) }]);
    const hidden = { workspaceId, projectId: one.id };
    expect((await runQuery(listWorkspaceRisks, two.lead.actor, hidden)).rows).toEqual([]);
  });
});

describe("the totals beside the heat map", () => {
  it("add up living risks as they were raised and as they are, and say which gate comes next", async () => {
    const project = await world.project();
    const actor = project.lead.actor;
    const gates = await world.db.gate.findMany({
      where: { projectId: project.id },
      orderBy: { code: "asc" },
    });
    const [first, second] = gates.map((gate) => gate.id);
    const lowered = await raisedRisk(project, { gateId: first, likelihood: 5, impact: 5 });
    await raisedRisk(project, { gateId: second, likelihood: 2, impact: 2 });
    await raisedRisk(project, { likelihood: 3, impact: 1 });
    const closed = await raisedRisk(project, { likelihood: 4, impact: 4 });
    const reason = "The notes column is gone for good.";
    await runCommand(closeRisk, actor, { riskId: closed.riskId, version: 1, reason });
    const level = { kind: "current", likelihood: 2, impact: 5 };
    const { riskId, version } = lowered;
    await runCommand(rateRisk, actor, { riskId, version, ...level, reason });
    const view = await runQuery(listProjectRisks, actor, { projectId: project.id, status: "open" });
    expect(view.totals).toEqual({
      inherent: 25 + 4 + 3,
      current: 10 + 4 + 3,
      residual: 10 + 4 + 3,
    });
    expect(view.gates).toMatchObject([
      { id: first, code: "G1", count: 1, score: 10, isNext: true },
      { id: second, code: "G2", count: 1, score: 4, isNext: false },
      { id: null, code: null, count: 1, score: 3, isNext: false },
    ]);
    const across = await runQuery(listWorkspaceRisks, actor, { workspaceId: world.workspaceId });
    expect(across.gates).toEqual([]);
  });
});
