import { afterEach, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { getProjectMap, getWorkspaceMap } from "@/lib/risk-pictures/queries/map-at";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { reopenRisk } from "@/lib/risks/commands/reopen-risk";
import { saveRiskMatrix } from "@/lib/risks/commands/save-matrix";
import { getRiskMatrix } from "@/lib/risks/queries/matrix";
import { plainMatrix } from "@/lib/risks/rules/plain-matrix";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { previewed } from "@/lib/testing/inputs/risk-matrix";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type TestProject } from "@/lib/testing/world";

const DAY_MS = 86_400_000;
const reason = "The notes column was dropped.";
const today = dayOf(new Date());

const daysAgo = (days: number) => setClock(new Date(Date.now() - days * DAY_MS));
afterEach(() => setClock(null));

async function rated(project: TestProject, riskId: string, level: [number, number]) {
  const [likelihood, impact] = level;
  const input = { riskId, version: 1, kind: "current", likelihood, impact, reason };
  const result = await runCommand(rateRisk, project.lead.actor, input);
  expect(result).toMatchObject({ ok: true });
}

describe("the heat map of a day", () => {
  it("says of each risk what became of it, the largest change of score first", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { actor } = project.lead;
    daysAgo(40);
    const lowered = await raisedRisk(project, { title: "Lowered", likelihood: 5, impact: 5 });
    const gone = await raisedRisk(project, { title: "Gone", likelihood: 2, impact: 2 });
    const back = await raisedRisk(project, { title: "Back", likelihood: 3, impact: 3 });
    await raisedRisk(project, { title: "Still", likelihood: 1, impact: 1 });
    await runCommand(closeRisk, actor, { riskId: back.riskId, version: 1, reason });
    daysAgo(10);
    await rated(project, lowered.riskId, [1, 5]);
    await runCommand(closeRisk, actor, { riskId: gone.riskId, version: 1, reason });
    await runCommand(reopenRisk, actor, { riskId: back.riskId, version: 2, reason });
    await raisedRisk(project, { title: "New", likelihood: 4, impact: 3 });
    setClock(null);
    const on = addDays(today, -20);
    const view = await runQuery(getProjectMap, actor, { projectId: project.id, on });
    expect(view.moved.map(({ title, kind }) => [title, kind])).toEqual([
      ["Lowered", "lower"],
      ["New", "raised"],
      ["Back", "reopened"],
      ["Gone", "closed"],
    ]);
    expect(view.moved[1]?.past).toBeNull();
    expect(view.past).toMatchObject({ open: 3, above: 1, score: 25 + 4 + 1 });
    expect(view.present).toMatchObject({ open: 4, above: 0, score: 5 + 12 + 9 + 1 });
    expect(view.moves).toEqual([
      { from: { likelihood: 5, impact: 5 }, to: { likelihood: 1, impact: 5 }, count: 1 },
    ]);
    expect(view).toMatchObject({ firstOn: addDays(today, -40), on });
  });
});

describe("the day that is looked at", () => {
  it("begins four weeks back, or with the first risk where the register is younger", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { actor } = project.lead;
    daysAgo(9);
    await raisedRisk(project);
    setClock(null);
    const young = await runQuery(getProjectMap, actor, { projectId: project.id });
    expect(young.on).toBe(addDays(today, -9));
    daysAgo(90);
    await raisedRisk(project);
    setClock(null);
    const old = await runQuery(getWorkspaceMap, actor, { workspaceId: world.workspaceId });
    expect(old).toMatchObject({ on: addDays(today, -28), firstOn: addDays(today, -90) });
  });

  it("moves nobody because the matrix was drawn anew", async () => {
    const world = await aWorld();
    const project = await world.project();
    daysAgo(30);
    await raisedRisk(project, { likelihood: 4, impact: 2 });
    for (const size of [
      { rows: 3, columns: 3 },
      { rows: 6, columns: 6 },
    ]) {
      const { input } = await previewed(world, plainMatrix(size));
      const saved = await runCommand(saveRiskMatrix, world.owner.actor, input);
      expect(saved).toMatchObject({ ok: true });
    }
    setClock(null);
    const on = addDays(today, -30);
    const view = await runQuery(getProjectMap, project.lead.actor, { projectId: project.id, on });
    expect(view).toMatchObject({ moved: [], past: { heatMap: view.present.heatMap } });
  });

  it("shows the matrix of its own workspace, whatever another one drew since", async () => {
    const world = await aWorld();
    const project = await world.project();
    const other = await aWorld();
    const { input } = await previewed(other, plainMatrix({ rows: 3, columns: 4 }));
    expect(await runCommand(saveRiskMatrix, other.owner.actor, input)).toMatchObject({ ok: true });
    const ours = await runQuery(getRiskMatrix, world.owner.actor, {
      workspaceId: world.workspaceId,
    });
    const { lead } = project;
    const one = await runQuery(getProjectMap, lead.actor, { projectId: project.id });
    expect(one.matrix).toEqual(ours);
    const all = await runQuery(getWorkspaceMap, lead.actor, { workspaceId: world.workspaceId });
    expect(all.matrix).toEqual(ours);
  });

  it("offers the days on which gates were decided", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    await decided(world, open, { by: open.sponsor, role: "sponsor" });
    await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    const view = await runQuery(getProjectMap, project.lead.actor, { projectId: project.id });
    expect(view.decisions).toEqual([{ code: "G1", outcome: "passed", on: today }]);
  });
});
