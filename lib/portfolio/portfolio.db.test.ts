import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runQuery } from "@/lib/execution/query";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { getProjectFrame } from "@/lib/portfolio/queries/get-project-frame";
import { getProjectOverview } from "@/lib/portfolio/queries/get-project-overview";
import { getWorkspaceFrame } from "@/lib/portfolio/queries/get-workspace-frame";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import { searchProjects } from "@/lib/portfolio/queries/search-projects";
import { summarizePortfolio } from "@/lib/portfolio/queries/summarize-portfolio";
import type { PortfolioSort } from "@/lib/portfolio/schema";
import { portfolioView, projectFrameView } from "@/lib/portfolio/schema";
import { projectOverviewView } from "@/lib/portfolio/schema/overview";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { statementsOf } from "@/lib/testing/statements";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

let world: World;
const today = dayOf(new Date());

const list = (person: Person, input: Record<string, unknown> = {}) =>
  runQuery(listPortfolio, person.actor, { workspaceId: world.workspaceId, ...input });

async function named(name: string): Promise<TestProject> {
  return world.project({ name });
}

/** Moves the finish of the first stage, and with it the due day of the next gate. */
async function dueOn(project: TestProject, day: string): Promise<void> {
  await world.db.stage.updateMany({
    where: { projectId: project.id, number: 1 },
    data: { planStartOn: dateOf(day), planEndOn: dateOf(day) },
  });
}

describe("the statements a page costs", () => {
  beforeAll(async () => {
    world = await aWorld();
  });

  it("does not grow with the number of projects", async () => {
    const { workspaceId, owner } = world;
    const looks = {
      list: () => list(owner),
      summary: () => runQuery(summarizePortfolio, owner.actor, { workspaceId }),
      shell: () => runQuery(getWorkspaceFrame, owner.actor, { workspaceId }),
      search: () => runQuery(searchProjects, owner.actor, { workspaceId, text: "churn" }),
    };
    const countAll = async () => ({
      list: await statementsOf(looks.list),
      summary: await statementsOf(looks.summary),
      shell: await statementsOf(looks.shell),
      search: await statementsOf(looks.search),
    });
    for (let made = 0; made < 3; made += 1) {
      await world.project();
    }
    const few = await countAll();
    for (let made = 3; made < 30; made += 1) {
      await world.project();
    }
    expect(await countAll()).toEqual(few);
    expect((await list(owner)).rows).toHaveLength(30);
    // One for the permission, one for all the rest.
    expect(few).toEqual({ list: 2, summary: 2, shell: 2, search: 2 });
  });

  it("is two for the frame of a project and two for its overview", async () => {
    const project = await world.project();
    const { actor } = project.lead;
    const frame = await runQuery(getProjectFrame, actor, { projectId: project.id });
    const stageId = frame.currentStageId ?? undefined;
    const ref = { projectId: project.id };
    expect(await statementsOf(() => runQuery(getProjectFrame, actor, ref))).toBe(2);
    const look = () => runQuery(getProjectOverview, actor, { ...ref, stageId });
    expect(await statementsOf(look)).toBe(2);
  });
});

describe("whom portfolio.list shows what", () => {
  beforeEach(async () => {
    world = await aWorld();
  });

  it("shows a member their own projects and nobody else's", async () => {
    const [mine, foreign] = [await named("Mine"), await named("Foreign")];
    const other = await aWorld();
    await other.project({ name: "Another tenant" });
    const names = async (person: Person) => (await list(person)).rows.map((row) => row.name);
    expect(await names(mine.lead)).toEqual(["Mine"]);
    expect(await names(foreign.lead)).toEqual(["Foreign"]);
    expect(await names(await world.member())).toEqual([]);
    expect((await names(await world.member("auditor"))).sort()).toEqual(["Foreign", "Mine"]);
    expect((await names(world.owner)).sort()).toEqual(["Foreign", "Mine"]);
    await expect(list(other.owner)).rejects.toMatchObject({ code: "not_found" });
  });

  it("forgets a project the person was removed from", async () => {
    const project = await named("Left");
    const person = await world.person(project, "data_scientist");
    expect((await list(person)).rows).toHaveLength(1);
    await world.db.projectMember.updateMany({
      where: { projectId: project.id, userId: person.userId },
      data: { removedAt: new Date() },
    });
    expect((await list(person)).rows).toEqual([]);
  });

  it("tells trail, next gate, worst risk and my roles of a row", async () => {
    const project = await named("Churn");
    await raisedRisk(project, { title: "Small", likelihood: 1, impact: 2 });
    await raisedRisk(project, { title: "Leak", likelihood: 4, impact: 5 });
    await dueOn(project, addDays(today, -3));
    const page = portfolioView.parse(await list(project.lead));
    expect(page.rows[0]).toMatchObject({
      key: project.key,
      myRoles: ["lead"],
      owner: { name: "Lena Lead" },
      health: { state: "off_track", reason: "Risk R-02 is above appetite and not accepted." },
      nextGate: { code: "G1", isOverdue: true, dueOn: addDays(today, -3) },
      topRisk: { title: "Leak", key: "R-02", score: 20, isAboveAppetite: true },
    });
    expect(page.rows[0]?.trail.stages).toHaveLength(9);
  });
});

describe("the order and filters of portfolio.list", () => {
  beforeEach(async () => {
    world = await aWorld();
  });

  it.each<[PortfolioSort, string[]]>([
    ["due", ["B", "C", "A"]],
    ["name", ["A", "B", "C"]],
    ["risk", ["C", "A", "B"]],
  ])("sorts by %s and pages without gap or repetition", async (sort, expected) => {
    const [a, b, c] = [await named("A"), await named("B"), await named("C")];
    await dueOn(a, addDays(today, 9));
    await dueOn(b, addDays(today, 2));
    await dueOn(c, addDays(today, 5));
    await raisedRisk(c, { likelihood: 5, impact: 5 });
    await raisedRisk(a, { likelihood: 1, impact: 2 });
    const names: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { rows: { name: string }[]; nextCursor: string | null } = await list(
        world.owner,
        { sort, limit: 1, cursor },
      );
      names.push(...page.rows.map((row) => row.name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual(expected);
  });

  it("refuses a cursor that belongs to another order", async () => {
    await Promise.all([named("A"), named("B")]);
    const { nextCursor } = await list(world.owner, { sort: "name", limit: 1 });
    const page = list(world.owner, { sort: "risk", limit: 1, cursor: nextCursor ?? "" });
    await expect(page).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("narrows by health, stage, gate, unit, owner, status and text", async () => {
    const late = await world.project({ name: "Late", unit: "Life", startOn: addDays(today, -200) });
    const fresh = await world.project({ name: "Fresh 100%", unit: "Motor" });
    await world.db.project.update({ where: { id: fresh.id }, data: { status: "paused" } });
    const names = async (input: Record<string, unknown>) =>
      (await list(world.owner, { status: "all", ...input })).rows.map((row) => row.name);
    expect(await names({ health: "off_track" })).toEqual(["Late"]);
    expect(await names({ health: "paused" })).toEqual(["Fresh 100%"]);
    expect(await names({ offPlan: true })).toEqual(["Late"]);
    expect(await names({ gate: "overdue" })).toEqual(["Late"]);
    expect(await names({ unit: "Motor" })).toEqual(["Fresh 100%"]);
    expect(await names({ ownerId: late.lead.userId })).toEqual(["Late"]);
    expect(await names({ stage: 2 })).toEqual([]);
    expect(await names({ status: "active" })).toEqual(["Late"]);
    expect(await names({ search: "100%" })).toEqual(["Fresh 100%"]);
    expect(await names({ search: late.key.toLowerCase() })).toEqual(["Late"]);
    expect(await names({ search: "_" })).toEqual([]);
  });
});

describe("summary, search and shell", () => {
  beforeAll(async () => {
    world = await aWorld();
  });

  it("sums up what the reader may see and nothing else", async () => {
    const project = await world.project({ name: "Seen", startOn: addDays(today, -200) });
    await world.project({ name: "Unseen" });
    await raisedRisk(project, { likelihood: 5, impact: 5, dueOn: addDays(today, -1) });
    const { actor } = project.lead;
    const { workspaceId } = world;
    const summary = await runQuery(summarizePortfolio, actor, { workspaceId });
    expect(summary).toMatchObject({
      projects: { all: 1, active: 1, offPlan: 1 },
      gates: { ready: 0, inReview: 0, overdue: 1 },
      overdueRisks: 1,
      risks: { aboveAppetite: 1, projects: 1 },
      heatMap: [{ likelihood: 5, impact: 5, count: 1 }],
      owners: [{ name: "Lena Lead" }],
    });
    expect(summary.stages[0]).toEqual({ number: 1, projects: 1 });
    expect(summary.stages).toHaveLength(9);
  });

  it("searches only among the projects of the reader", async () => {
    const project = await world.project({ name: "Findable" });
    await world.project({ name: "Findable elsewhere" });
    const { workspaceId } = world;
    const found = await runQuery(searchProjects, project.lead.actor, { workspaceId, text: "find" });
    expect(found.rows.map((row) => row.name)).toEqual(["Findable"]);
  });

  it("draws the shell of the first workspace for a person who names a foreign one", async () => {
    const project = await world.project({ name: "Pinned" });
    const other = await aWorld();
    await world.db.pinnedProject.create({
      data: { userId: project.lead.userId, projectId: project.id },
    });
    await raisedRisk(project, { likelihood: 5, impact: 5 });
    const frame = await runQuery(getWorkspaceFrame, project.lead.actor, {
      workspaceId: other.workspaceId,
    });
    expect(frame).toMatchObject({
      me: { name: "Lena Lead", singleKeys: true },
      workspace: { id: world.workspaceId, role: "member" },
      counts: { risksAboveAppetite: 1, unreadNotices: 0 },
      pinned: [{ name: "Pinned", gate: { code: "G1", state: "locked" } }],
    });
  });
});

describe("the pages of one project", () => {
  beforeAll(async () => {
    world = await aWorld();
  });

  it("frames a new project at the start of its trail", async () => {
    const project = await world.project({ name: "New" });
    const ref = { projectId: project.id };
    const view = await runQuery(getProjectFrame, project.lead.actor, ref);
    const frame = projectFrameView.parse(view);
    expect(frame).toMatchObject({
      name: "New",
      iteration: 1,
      health: { state: "on_track" },
      trail: { position: 0, slipDays: 0, paused: false },
      nextGate: { code: "G1", state: "locked" },
      whyNotLog: null,
      whyNotRequest: null,
    });
    expect(frame.trail.stages[0]?.state).toBe("active");
    expect(frame.trail.stages[0]?.note).toMatch(/^0 of \d+, day 1 of \d+$/);
    const viewer = await world.person(project, "viewer");
    const seen = await runQuery(getProjectFrame, viewer.actor, ref);
    expect(seen.whyNotRequest).toContain("Your role does not include this.");
    const stranger = await world.member();
    const attempt = runQuery(getProjectFrame, stranger.actor, ref);
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
  });

  it("overviews the stage the work is in, with what is missing", async () => {
    const project = await world.project({ name: "Overview" });
    await raisedRisk(project, { title: "Leak" });
    const ref = { projectId: project.id };
    const view = await runQuery(getProjectOverview, project.lead.actor, ref);
    const overview = projectOverviewView.parse(view);
    expect(overview.stage).toMatchObject({ number: 1, name: "Business understanding" });
    expect(overview.stage?.tasks.length).toBeGreaterThan(0);
    expect(overview.stage?.deliverables.some((output) => !output.isMet)).toBe(true);
    expect(overview.readiness).toMatchObject({ gate: { code: "G1" } });
    expect(overview.iterations).toMatchObject([{ number: 1, outcome: "Open", costDays: 0 }]);
    expect(overview.risks.rows).toMatchObject([{ key: "R-01", title: "Leak" }]);
    expect(overview.team).toMatchObject([{ name: "Lena Lead", roles: ["lead"] }]);
  });

  it("shows no stage of another project", async () => {
    const [one, other] = [await world.project(), await world.project()];
    const foreign = await runQuery(getProjectFrame, other.lead.actor, { projectId: other.id });
    const view = await runQuery(getProjectOverview, one.lead.actor, {
      projectId: one.id,
      stageId: foreign.currentStageId ?? undefined,
    });
    expect(view.stage).toBeNull();
  });
});
