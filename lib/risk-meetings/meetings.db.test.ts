import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { getMeetingQueue } from "@/lib/risk-meetings/queries/meeting-queue";
import { getMeetingReviews } from "@/lib/risk-meetings/queries/meeting-reviews";
import { getReviewOptions } from "@/lib/risk-meetings/queries/review-options";
import { inQueueOrder } from "@/lib/risk-meetings/rules/queue";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { getRisk, listProjectRisks } from "@/lib/risks/queries";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

const today = dayOf(new Date());

let world: World;
let project: TestProject;
let since: string;

beforeAll(async () => {
  world = await aWorld();
});

beforeEach(async () => {
  project = await world.project();
  since = new Date().toISOString();
});

/** A risk whose review is due in so many days. */
async function aRisk(title: string, inDays: number | null, level = { likelihood: 3, impact: 3 }) {
  const risk = await raisedRisk(project, { title, ...level });
  const reviewDueOn = inDays === null ? null : dateOf(addDays(today, inDays));
  await world.db.risk.update({ where: { id: risk.riskId }, data: { reviewDueOn } });
  return risk;
}

type Filter = Record<string, unknown>;

async function queue(filter: Filter = {}, reader: Person = project.lead) {
  const { workspaceId } = world;
  const input = { workspaceId, projectId: project.id, since, ...filter };
  return runQuery(getMeetingQueue, reader.actor, input);
}

const titles = (view: { rows: readonly { title: string }[] }) =>
  view.rows.map(({ title }) => title);

type Reviewed = { riskId: string; version: number };

async function review({ riskId, version }: Reviewed, answer: Filter = {}, by = project.lead) {
  const level = { likelihood: 3, impact: 3, knowledge: "moderate" };
  return runCommand(reviewRisk, by.actor, {
    riskId,
    version,
    isStillTrue: "yes",
    ...level,
    ...answer,
  });
}

async function reviews(filter: Filter = {}, reader: Person = project.lead) {
  const { workspaceId } = world;
  const input = { workspaceId, projectId: project.id, since, ...filter };
  return runQuery(getMeetingReviews, reader.actor, input);
}

describe("the queue of a meeting", () => {
  it("takes what is due: the longest overdue first, then the day, then the score", async () => {
    await aRisk("due today, low", 0, { likelihood: 1, impact: 1 });
    await aRisk("due tomorrow", 1, { likelihood: 5, impact: 5 });
    await aRisk("long overdue", -40, { likelihood: 1, impact: 2 });
    await aRisk("due today, high", 0, { likelihood: 5, impact: 5 });
    await aRisk("no day", null);
    const due = ["long overdue", "due today, high", "due today, low"];
    expect(titles(await queue())).toEqual(due);
    expect(titles(await queue({ extent: "all" }))).toEqual([...due, "due tomorrow", "no day"]);
    const register = await runQuery(listProjectRisks, project.lead.actor, {
      projectId: project.id,
    });
    expect(register.counts.reviewDue).toBe(3);
    expect(register.counts.reviewOverdue).toBe(1);
  });
});

describe("a long queue", () => {
  it("is cut where the rule cuts it, and says how many there are", async () => {
    const { db, workspaceId } = world;
    await db.risk.createMany({
      data: Array.from({ length: 230 }, (_, index) => ({
        workspaceId,
        projectId: project.id,
        number: 1000 + index,
        title: `Risk ${index}`,
        category: "data" as const,
        ownerId: project.lead.userId,
        identifiedOn: dateOf(today),
        inherentLikelihood: 1,
        inherentImpact: 1,
        likelihood: 1 + (index % 5),
        impact: 1 + (index % 4),
        treatment: "mitigate" as const,
        reviewDueOn: index % 7 === 0 ? null : dateOf(addDays(today, -(index % 6))),
        raisedById: project.lead.userId,
      })),
    });
    const view = await queue({ extent: "all" });
    const all = await db.risk.findMany({ where: { projectId: project.id } });
    const placed = all.map(({ id, score, reviewDueOn }) => ({
      id,
      score,
      reviewDueOn: reviewDueOn === null ? null : dayOf(reviewDueOn),
    }));
    const first = placed.toSorted(inQueueOrder).slice(0, 200);
    expect(view.rows.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(view.total).toBe(230);
  });
});

describe("which risks a meeting goes through", () => {
  it("follows the filters of the register, and never holds a closed risk", async () => {
    const { riskId, version } = await aRisk("closed", -3);
    await aRisk("high", -2, { likelihood: 5, impact: 5 });
    await aRisk("low", -1, { likelihood: 1, impact: 1 });
    await runCommand(closeRisk, project.lead.actor, { riskId, version, reason: "It is gone." });
    expect(titles(await queue())).toEqual(["high", "low"]);
    expect(titles(await queue({ aboveAppetite: true }))).toEqual(["high"]);
    expect(titles(await queue({ likelihood: 1 }))).toEqual(["low"]);
    expect(titles(await queue({ status: "accepted" }))).toEqual([]);
  });

  it("loses a risk once anybody reviewed it, whatever day comes next", async () => {
    const risk = await aRisk("one", -2);
    await aRisk("two", -1);
    const reviewer = await world.person(project, "risk_reviewer");
    expect(await review(risk, {}, reviewer)).toMatchObject({ ok: true });
    expect(titles(await queue())).toEqual(["two"]);
    expect(titles(await queue({ extent: "all" }))).toEqual(["two"]);
    expect(titles(await reviews())).toEqual(["one"]);
    const later = new Date(Date.now() + 1000).toISOString();
    expect(titles(await queue({ extent: "all", since: later }))).toEqual(["two", "one"]);
  });

  it("holds the projects a member takes part in, and all of them for an auditor", async () => {
    await aRisk("here", -2);
    const other = await world.project();
    const outsider = other.lead;
    const auditor = await world.member("auditor");
    const across = { projectId: undefined };
    expect(titles(await queue(across, outsider))).not.toContain("here");
    expect(titles(await queue({}, outsider))).toEqual([]);
    expect(titles(await queue(across, project.lead))).toContain("here");
    expect(titles(await queue(across, auditor))).toContain("here");
  });
});

describe("what a meeting recorded", () => {
  it("has the level before and after, who, the evidence and what comes next", async () => {
    const risk = await aRisk("rated", -1, { likelihood: 2, impact: 4 });
    const { db } = world;
    const evidence = await db.evidence.create({
      data: {
        projectId: project.id,
        kind: "link",
        title: "Drift report",
        url: "https://files.example.com/drift",
        effectiveOn: dateOf(today),
        addedById: project.lead.userId,
      },
    });
    const options = await runQuery(getReviewOptions, project.lead.actor, { riskId: risk.riskId });
    expect(options.last).toBeNull();
    expect(options.evidence).toEqual([
      { id: evidence.id, title: "Drift report", effectiveOn: today },
    ]);
    const note = "Drift grew in two segments.";
    const answer = { likelihood: 4, impact: 5, note, evidenceId: evidence.id };
    const recorded = await review(risk, answer);
    expect(recorded).toMatchObject({ ok: true });
    expect((await reviews()).rows).toMatchObject([
      {
        key: risk.key,
        isStillTrue: true,
        before: { likelihood: 2, impact: 4, score: 8 },
        after: { likelihood: 4, impact: 5, score: 20 },
        note,
        evidenceTitle: "Drift report",
        byName: project.lead.name,
        nextDueOn: recorded.ok ? recorded.value.nextReviewOn : "",
      },
    ]);
    const again = await runQuery(getReviewOptions, project.lead.actor, { riskId: risk.riskId });
    expect(again.last).toMatchObject({
      note,
      likelihood: 4,
      impact: 5,
      evidenceTitle: "Drift report",
    });
  });
});

describe("the level before a review", () => {
  it("is the latest current one, not another rating in between", async () => {
    const risk = await aRisk("rated twice", -1, { likelihood: 2, impact: 2 });
    const rate = async (kind: string, version: number, likelihood: number) => {
      const rating = { riskId: risk.riskId, version, kind, likelihood, impact: 2 };
      const result = await runCommand(rateRisk, project.lead.actor, {
        ...rating,
        reason: "Looked at it with the team.",
      });
      return result.ok ? result.value.version : 0;
    };
    const second = await rate("current", risk.version, 4);
    const third = await rate("inherent", second, 5);
    const fourth = await rate("residual", third, 1);
    await review({ riskId: risk.riskId, version: fourth }, { likelihood: 4, impact: 2 });
    expect((await reviews()).rows).toMatchObject([
      { before: { likelihood: 4, impact: 2 }, after: { likelihood: 4, impact: 2 } },
    ]);
  });

  it("names a risk that is not true any more, and begins and ends with its meeting", async () => {
    const risk = await aRisk("gone", -1);
    const before = new Date(Date.parse(since) - 60_000).toISOString();
    const answer = { isStillTrue: "no", note: "The source was switched off." };
    expect(await review(risk, answer)).toMatchObject({ ok: true });
    expect((await reviews()).rows).toMatchObject([
      { isStillTrue: false, status: "closed", nextDueOn: null },
    ]);
    expect((await reviews({ since: before, until: since })).rows).toEqual([]);
    const later = new Date(Date.now() + 60_000).toISOString();
    expect((await reviews({ since: later })).rows).toEqual([]);
    expect(await reviews({}, await world.member())).toEqual({ rows: [], total: 0 });
  });
});

describe("who may review what is in the queue", () => {
  it("is a lead or a risk reviewer, and the owner their own", async () => {
    const scientist = await world.person(project, "data_scientist");
    const viewer = await world.person(project, "viewer");
    const reviewer = await world.person(project, "risk_reviewer");
    const auditor = await world.member("auditor");
    await aRisk("of the lead", -2);
    const own = await aRisk("of the scientist", -1);
    const { userId: ownerId } = scientist;
    await world.db.risk.update({ where: { id: own.riskId }, data: { ownerId } });
    const able = async (reader: Person) =>
      (await queue({}, reader)).rows.filter(({ mayReview }) => mayReview).map(({ title }) => title);
    expect(await able(project.lead)).toEqual(["of the lead", "of the scientist"]);
    expect(await able(reviewer)).toEqual(["of the lead", "of the scientist"]);
    expect(await able(scientist)).toEqual(["of the scientist"]);
    expect(await able(viewer)).toEqual([]);
    expect(await able(auditor)).toEqual([]);
    expect((await queue({}, viewer)).rows).toHaveLength(2);
  });
});

describe("two people at one risk", () => {
  it("tells the second one, keeps the first review, and takes the second on top", async () => {
    const risk = await aRisk("contested", -1);
    const reviewer = await world.person(project, "risk_reviewer");
    const both = await Promise.all([
      review(risk, { note: "Seen by the lead." }),
      review(risk, { note: "Seen by the reviewer." }, reviewer),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = both.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(refused?.ok === false ? refused.error.message : "").toContain("Your text is kept");
    expect((await reviews()).rows).toHaveLength(1);
    const { version } = await runQuery(getRisk, project.lead.actor, { riskId: risk.riskId });
    expect(await review({ riskId: risk.riskId, version }, {}, reviewer)).toMatchObject({
      ok: true,
    });
    expect((await reviews()).rows).toHaveLength(2);
  });
});
