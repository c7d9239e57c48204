import { afterEach, describe, expect, it } from "vitest";
import { noteEndsOfCases } from "@/jobs/note-case-ends";
import { noteCaseEnds } from "@/lib/business-cases/commands/note-case-ends";
import { recordActual } from "@/lib/business-cases/commands/record-actual";
import { reviewAssumption } from "@/lib/business-cases/commands/review-assumption";
import { setGoLive } from "@/lib/business-cases/commands/set-go-live";
import { getAssumptions, getScorecard } from "@/lib/business-cases/queries/case-life";
import { runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { listGates } from "@/lib/gates/queries";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { aFullCase, submittedCase } from "@/lib/testing/inputs/business-cases";
import {
  aMetricOfChurn,
  aReading,
  firstAssumption,
  signedCase,
} from "@/lib/testing/inputs/case-life";
import { aWorld, type TestProject } from "@/lib/testing/world";

afterEach(() => setClock(null));

const today = () => dayOf(new Date());

function scorecard(project: TestProject) {
  return runQuery(getScorecard, project.lead.actor, { projectId: project.id });
}

describe("case.record-actual", () => {
  it("fills a cell with who and where from, answers a double click once, and leaves a trace", async () => {
    const world = await aWorld();
    const project = await world.project();
    await signedCase(world, project);
    const input = await aReading(project);
    const first = await runCommand(recordActual, project.lead.actor, input);
    expect(await runCommand(recordActual, project.lead.actor, input)).toEqual(first);
    const view = await scorecard(project);
    expect(view.rows[0]?.cells[3]).toMatchObject({
      checkpoint: "days_90",
      state: "minimum",
      reading: { value: 9.4, source: "typed", recordedBy: { name: project.lead.name } },
      corrected: [],
    });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "case.actual-recorded")).toHaveLength(1);
  });

  it("corrects by a further row that names the first, which the database keeps", async () => {
    const world = await aWorld();
    const project = await world.project();
    await signedCase(world, project);
    const first = await runCommand(recordActual, project.lead.actor, await aReading(project));
    const correctsId = first.ok ? first.value.actualId : "";
    const again = await aReading(project, { value: 8.9, note: "Report of April, mended" });
    expect(await runCommand(recordActual, project.lead.actor, again)).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
    const mended = { ...again, correctsId };
    expect(await runCommand(recordActual, project.lead.actor, mended)).toMatchObject({ ok: true });
    const cell = (await scorecard(project)).rows[0]?.cells[3];
    expect(cell).toMatchObject({ state: "met", corrected: [{ id: correctsId, value: 9.4 }] });
    const where = { id: correctsId };
    await expect(
      world.db.criterionActual.updateMany({ where, data: { value: 1 } }),
    ).rejects.toThrow();
    await expect(world.db.criterionActual.deleteMany({ where })).rejects.toThrow();
  });
});

describe("case.record-actual by its source", () => {
  it("takes a value from a pushed metric and keeps its id and the hash of its data", async () => {
    const world = await aWorld();
    const project = await world.project();
    await signedCase(world, project);
    const dataSetHash = "a".repeat(64);
    const metricId = await aMetricOfChurn(project, dataSetHash);
    const input = await aReading(project, { value: null, note: "", metricId });
    expect(await runCommand(recordActual, project.lead.actor, input)).toMatchObject({ ok: true });
    expect((await scorecard(project)).rows[0]?.cells[3]?.reading).toMatchObject({
      value: 8.7,
      source: "metric",
      metric: { id: metricId, name: "churn", dataSetHash },
    });
  });

  it("refuses before the signing, without words or value, of another project, and a viewer", async () => {
    const world = await aWorld();
    const project = await world.project();
    await submittedCase(project);
    const record = (overrides: Record<string, unknown>, by = project.lead) =>
      aReading(project, overrides).then((input) => runCommand(recordActual, by.actor, input));
    expect(await record({ criterionKey: "business: yearly churn [%]" })).toMatchObject({
      error: { code: "rule_refused" },
    });
    const signed = await world.project();
    await signedCase(world, signed);
    const bad = async (overrides: Record<string, unknown>) =>
      runCommand(recordActual, signed.lead.actor, await aReading(signed, overrides));
    expect(await bad({ note: "" })).toMatchObject({ error: { issues: [{ path: "note" }] } });
    expect(await bad({ value: null })).toMatchObject({ error: { issues: [{ path: "value" }] } });
    expect(await bad({ criterionKey: "none" })).toMatchObject({
      error: { issues: [{ path: "criterionKey" }] },
    });
    const foreign = { value: null, metricId: crypto.randomUUID() };
    expect(await bad(foreign)).toMatchObject({ error: { issues: [{ path: "metricId" }] } });
    const viewer = await world.person(signed, "viewer");
    expect(await runCommand(recordActual, viewer.actor, await aReading(signed))).toMatchObject({
      error: { code: "forbidden" },
    });
    expect(
      await world.db.criterionActual.count({ where: { businessCase: { projectId: signed.id } } }),
    ).toBe(0);
  });
});

describe("case.set-go-live", () => {
  it("moves the checkpoints, and makes readings overdue that nobody took", async () => {
    const world = await aWorld();
    const project = await world.project();
    const [churn, recall] = aFullCase().successCriteria;
    const criteria = [churn, recall].flatMap((row) =>
      row === undefined ? [] : [{ ...row, measuredOn: "2020-01-01" }],
    );
    await signedCase(world, project, { sections: aFullCase({ successCriteria: criteria }) });
    expect((await scorecard(project)).goLive).toMatchObject({ on: null, from: "nobody" });
    const on = addDays(today(), -40);
    const set = await runCommand(setGoLive, project.lead.actor, { projectId: project.id, on });
    expect(set).toMatchObject({ ok: true });
    const view = await scorecard(project);
    expect(view.checkpoints[2]?.on).toBe(addDays(on, 30));
    expect(view.rows[0]?.cells.map(({ state }) => state)).toEqual([
      "not_due",
      "overdue",
      "overdue",
      "not_due",
      "not_due",
    ]);
    expect(view.answer.verdict).toBe("unknown");
    expect(await world.auditTypes(project.id)).toContain("case.go-live-set");
  });

  it("refuses a day to come, and a data scientist", async () => {
    const world = await aWorld();
    const project = await world.project();
    const scientist = await world.person(project, "data_scientist");
    const input = { projectId: project.id, on: addDays(today(), 5) };
    expect(await runCommand(setGoLive, project.lead.actor, input)).toMatchObject({
      error: { issues: [{ path: "on" }] },
    });
    expect(await runCommand(setGoLive, scientist.actor, input)).toMatchObject({
      error: { code: "forbidden" },
    });
  });
});

const said = { verdict: "broken" as const, note: "The feed stopped in May." };

async function aSubmitted(verifyBy: string, owner = "Operations") {
  const world = await aWorld();
  const project = await world.project();
  const assumptions = [{ text: "Call notes arrive daily", owner, verifyBy }];
  const signed = await signedCase(world, project, { sections: aFullCase({ assumptions }) });
  const key = (await firstAssumption(project))?.key ?? "";
  return { world, project, ...signed, input: { projectId: project.id, assumptionKey: key } };
}

describe("case.review-assumption", () => {
  it("makes the case stale and its gate criterion unmet, tells the sponsor, and mends it again", async () => {
    const { world, project, sponsor, input } = await aSubmitted("2099-01-01");
    const { actor } = project.lead;
    const reviewed = await runCommand(reviewAssumption, actor, { ...input, ...said });
    expect(reviewed).toMatchObject({ ok: true, value: { verdict: "broken" } });
    const again = await runCommand(reviewAssumption, actor, { ...input, ...said });
    expect(again).toEqual(reviewed);
    const view = await runQuery(getAssumptions, actor, { projectId: project.id });
    expect(view).toMatchObject({
      isStale: true,
      goBackTo: { reason: expect.stringMatching(/^Assumption broken: /) },
      rows: [{ state: "broken", review: { note: said.note } }],
    });
    const sentences = async () => {
      const { rows } = await runQuery(listGates, actor, { projectId: project.id });
      return rows[0]?.sentence ?? "";
    };
    const told = await world.db.notification.findMany({ where: { userId: sponsor.userId } });
    expect(told.some(({ title }) => title.includes("Call notes arrive daily"))).toBe(true);
    expect(await sentences()).toContain("stale");
    const holds = { ...input, verdict: "holds", note: "The feed is back." };
    expect(await runCommand(reviewAssumption, actor, holds)).toMatchObject({ ok: true });
    const mended = await runQuery(getAssumptions, actor, { projectId: project.id });
    expect(mended.isStale).toBe(false);
    expect(await sentences()).not.toContain("stale");
    const where = { businessCase: { projectId: project.id } };
    expect(await world.db.assumptionReview.count({ where })).toBe(2);
    await expect(
      world.db.assumptionReview.updateMany({ where, data: { note: "x" } }),
    ).rejects.toThrow();
  });

  it("is given by its owner or a lead, and by nobody else", async () => {
    const { world, project, input } = await aSubmitted("2099-01-01", "Test operations");
    const owner = await world.person(project, "operations");
    const scientist = await world.person(project, "data_scientist");
    const viewer = await world.person(project, "viewer");
    const asked = { ...input, verdict: "holds", note: "Seen in the log." };
    expect(await runCommand(reviewAssumption, scientist.actor, asked)).toMatchObject({
      error: { code: "rule_refused" },
    });
    expect(await runCommand(reviewAssumption, viewer.actor, asked)).toMatchObject({
      error: { code: "forbidden" },
    });
    expect(await runCommand(reviewAssumption, owner.actor, asked)).toMatchObject({ ok: true });
    const reworded = { ...asked, assumptionKey: "0".repeat(64) };
    expect(await runCommand(reviewAssumption, owner.actor, reworded)).toMatchObject({
      error: { code: "conflict" },
    });
  });
});

describe("an assumption", () => {
  it("runs out by time alone, and is put on record once, also after a long downtime", async () => {
    const verifyBy = addDays(today(), 3);
    const { world, project, input } = await aSubmitted(verifyBy);
    const { actor } = project.lead;
    const isStale = async () =>
      (await runQuery(getAssumptions, actor, { projectId: project.id })).isStale;
    expect(await isStale()).toBe(false);
    setClock(new Date(`${addDays(verifyBy, 40)}T08:00:00.000Z`));
    expect(await isStale()).toBe(true);
    const system = { kind: "system" as const, job: "expire" };
    const note = () => runCommand(noteCaseEnds, system, { projectId: project.id });
    await noteEndsOfCases();
    await noteEndsOfCases();
    expect(await note()).toMatchObject({ ok: true, value: { ended: 0 } });
    const types = await world.auditTypes(project.id);
    expect(types.filter((type) => type === "case.ran-out")).toHaveLength(1);
    const where = { userId: project.lead.userId, kind: "ran_out" as const };
    expect(await world.db.notification.count({ where })).toBe(1);
    const holds = { ...input, verdict: "holds", note: "The feed is back." };
    await runCommand(reviewAssumption, actor, holds);
    expect(await isStale()).toBe(false);
  });
});
