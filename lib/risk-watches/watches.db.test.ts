import { afterEach, describe, expect, it } from "vitest";
import type * as z from "zod";
import { expireDue } from "@/jobs/expire-due";
import { reevaluateGates } from "@/jobs/reevaluate-gates";
import type { Permission } from "@/lib/authz/permissions";
import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { type Command, runCommand } from "@/lib/execution/command";
import { runQuery } from "@/lib/execution/query";
import { listGatesWaitingForMe } from "@/lib/gates/queries";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { finishImport } from "@/lib/risk-imports/commands/finish-import";
import { undoImport } from "@/lib/risk-imports/commands/undo-import";
import { closeFinding } from "@/lib/risk-watches/commands/close-finding";
import { endWatch } from "@/lib/risk-watches/commands/end-watch";
import { watchRisk } from "@/lib/risk-watches/commands/watch-risk";
import { getRiskWatches } from "@/lib/risk-watches/queries/get-risk-watches";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { reopenRisk } from "@/lib/risks/commands/reopen-risk";
import { someEvidence } from "@/lib/testing/inputs/evidence";
import { decided, openGate } from "@/lib/testing/inputs/gates";
import { signedByReviewer } from "@/lib/testing/inputs/risk-acceptances";
import { aDraft, csvOf, wholeRow } from "@/lib/testing/inputs/risk-imports";
import { recallRule, watchedRisk } from "@/lib/testing/inputs/risk-watches";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

afterEach(() => setClock(null));

const today = dayOf(new Date());
const inDays = (days: number) => addDays(today, days);

function sleepFor(days: number): void {
  setClock(new Date(dateOf(inDays(days)).getTime() + 12.25 * 3_600_000));
}

async function done<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  by: Person,
  input: unknown,
): Promise<Value> {
  const result = await runCommand(command, by.actor, input);
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

async function measure(project: TestProject, value: number, more: Record<string, unknown> = {}) {
  const direction = "higher_is_better";
  await done(pushMetric, project.lead, {
    projectId: project.id,
    name: "recall",
    value,
    direction,
    ...more,
  });
  await reevaluateGates({ projectId: project.id });
}

async function riskOf(world: World, riskId: string) {
  return world.db.risk.findUniqueOrThrow({ where: { id: riskId } });
}

async function watchOf(world: World, watchId: string) {
  return world.db.riskWatch.findUniqueOrThrow({ where: { id: watchId } });
}

const findingsOf = (world: World, riskId: string) =>
  world.db.riskFinding.findMany({ where: { riskId }, orderBy: { openedAt: "asc" } });

const raisesOf = (world: World, riskId: string) =>
  world.db.riskLevelChange.findMany({ where: { riskId, changedById: null } });

async function trailOf(world: World, project: TestProject) {
  return world.db.auditEvent.findMany({
    where: { projectId: project.id, type: { startsWith: "risk." } },
    orderBy: { index: "asc" },
  });
}

describe("a breach", () => {
  it("raises the current level once, with the breach as reason, and opens one finding", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, watchId } = await watchedRisk(project, {
      likelihoodEffect: 1,
      impactEffect: 0,
    });
    await measure(project, 0.85);
    expect(await watchOf(world, watchId)).toMatchObject({ state: "holds" });
    await measure(project, 0.71);
    await reevaluateGates({ projectId: project.id });
    await measure(project, 0.7);
    const day = (await watchOf(world, watchId)).seen.split("measured on ")[1];
    const text = `Recall was 0.71, measured on ${day}; the watch expects that recall is at least 0.8.`;
    expect(await findingsOf(world, riskId)).toMatchObject([{ text, watchId, closedAt: null }]);
    expect(await raisesOf(world, riskId)).toMatchObject([
      { kind: "current", likelihood: 4, impact: 5, reason: text },
    ]);
    expect(await riskOf(world, riskId)).toMatchObject({
      likelihood: 4,
      impact: 5,
      inherentLikelihood: 3,
      source: "person",
    });
    expect(await watchOf(world, watchId)).toMatchObject({ state: "breached" });
    expect((await watchOf(world, watchId)).seen).toContain("recall was 0.7,");
  });

  it("is put on record by Waymark, not by whoever measured", async () => {
    const world = await aWorld();
    const project = await world.project();
    await watchedRisk(project);
    await measure(project, 0.71);
    const trail = (await trailOf(world, project)).slice(2);
    expect(trail.map(({ type, actorKind }) => [type, actorKind])).toEqual([
      ["risk.watch-breached", "system"],
      ["risk.rated", "system"],
    ]);
  });

  it("raises once although two jobs look at the same time", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId } = await watchedRisk(project);
    await world.db.metric.create({
      data: {
        projectId: project.id,
        name: "recall",
        value: 0.5,
        direction: "higher_is_better",
        measuredAt: new Date(),
        addedById: project.lead.userId,
      },
    });
    const projectId = project.id;
    await Promise.all([1, 2, 3].map(() => reevaluateGates({ projectId })));
    expect(await findingsOf(world, riskId)).toHaveLength(1);
    expect(await raisesOf(world, riskId)).toHaveLength(1);
    expect(await riskOf(world, riskId)).toMatchObject({ likelihood: 4 });
  });
});

describe("how far a breach raises", () => {
  it("adds up where two watches of one risk are breached at once", async () => {
    const world = await aWorld();
    const project = await world.project();
    const first = await watchedRisk(project, {}, { likelihood: 2, impact: 2 });
    await done(watchRisk, project.lead, {
      ...recallRule,
      riskId: first.riskId,
      version: first.version,
      threshold: 0.9,
      likelihoodEffect: 0,
      impactEffect: 2,
    });
    await measure(project, 0.5);
    expect(await riskOf(world, first.riskId)).toMatchObject({ likelihood: 3, impact: 4 });
    expect(await findingsOf(world, first.riskId)).toHaveLength(2);
  });

  it("stops at the edge of the matrix; a risk that stands there gets a finding and no rating", async () => {
    const world = await aWorld();
    const project = await world.project();
    const strong = { likelihoodEffect: 5, impactEffect: 5 };
    const near = await watchedRisk(project, strong, { likelihood: 4, impact: 3 });
    const edge = await watchedRisk(project, strong, { likelihood: 5, impact: 5 });
    await measure(project, 0.5);
    expect(await riskOf(world, near.riskId)).toMatchObject({ likelihood: 5, impact: 5 });
    expect(await findingsOf(world, edge.riskId)).toHaveLength(1);
    expect(await raisesOf(world, edge.riskId)).toEqual([]);
  });

  it("opens an accepted risk that grew beyond what was signed", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId } = await signedByReviewer(world, project);
    const { version } = await riskOf(world, riskId);
    await done(watchRisk, project.lead, { ...recallRule, riskId, version });
    expect(await riskOf(world, riskId)).toMatchObject({ status: "accepted" });
    await measure(project, 0.5);
    expect(await riskOf(world, riskId)).toMatchObject({ status: "open", likelihood: 4 });
    expect(await world.auditTypes(project.id)).toContain("risk.acceptance-outgrown");
  });
});

describe("what a breach leaves to people", () => {
  it("leaves who rated a risk last as it was, so that what waits for a person goes on waiting", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId } = await watchedRisk(project);
    const { ratedAt } = await riskOf(world, riskId);
    await measure(project, 0.5);
    expect(await riskOf(world, riskId)).toMatchObject({ ratedAt });
  });

  it("that was there before the watch is raised by Waymark as well", async () => {
    const world = await aWorld();
    const project = await world.project();
    await measure(project, 0.5);
    const { riskId, watchId } = await watchedRisk(project);
    expect(await watchOf(world, watchId)).toMatchObject({ state: "unknown" });
    await reevaluateGates({ projectId: project.id });
    expect(await watchOf(world, watchId)).toMatchObject({ state: "breached" });
    expect(await raisesOf(world, riskId)).toHaveLength(1);
  });
});

describe("a gate that asks for risks within appetite", () => {
  it("lapses in the look that finds the breach", async () => {
    const world = await aWorld();
    const project = await world.project();
    const where = { projectId: project.id, number: 1 };
    const stage = await world.db.stage.findFirstOrThrow({ where });
    const within = { stageId: stage.id, likelihood: 3, impact: 4 };
    await watchedRisk(project, {}, within);
    const open = await openGate(world, project);
    await decided(world, open, { by: open.sponsor, role: "sponsor" });
    await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
    const stateNow = async () =>
      (await world.db.gate.findUniqueOrThrow({ where: { id: open.gateId } })).state;
    await measure(project, 0.9);
    expect(await stateNow()).toBe("passed");
    await measure(project, 0.5);
    expect(await stateNow()).toBe("lapsed");
    const types = (await world.auditTypes(project.id)).slice(-4);
    expect(types).toEqual([
      "metric.pushed",
      "risk.watch-breached",
      "risk.rated",
      "gate.state-changed",
    ]);
  });
});

describe("a watch that holds again", () => {
  it("changes its state alone: the finding and the level wait for a person", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, watchId } = await watchedRisk(project);
    await measure(project, 0.5);
    await measure(project, 0.9);
    expect(await watchOf(world, watchId)).toMatchObject({ state: "holds" });
    expect(await riskOf(world, riskId)).toMatchObject({ likelihood: 4 });
    expect(await findingsOf(world, riskId)).toMatchObject([{ closedAt: null }]);
    expect((await world.auditTypes(project.id)).at(-1)).toBe("risk.watch-moved");
  });

  it("raises anew and opens a second finding when it is breached another time", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId } = await watchedRisk(project);
    for (const value of [0.5, 0.9, 0.6]) {
      await measure(project, value);
    }
    expect(await riskOf(world, riskId)).toMatchObject({ likelihood: 5 });
    expect(await findingsOf(world, riskId)).toHaveLength(2);
  });

  it("looks at its own slice and at the latest measurement only", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, watchId } = await watchedRisk(project, { slice: "broker" });
    await measure(project, 0.5);
    expect(await watchOf(world, watchId)).toMatchObject({ state: "unknown" });
    await measure(project, 0.9, { slice: "broker" });
    const measuredAt = dateOf(inDays(-3)).toISOString();
    await measure(project, 0.5, { slice: "broker", measuredAt });
    expect(await watchOf(world, watchId)).toMatchObject({ state: "holds" });
    expect(await findingsOf(world, riskId)).toEqual([]);
  });
});

describe("evidence that grows old without an event", () => {
  const rule = { kind: "evidence", evidenceKind: "document", maxAgeDays: 10 };

  it("breaches by the look at what ran out, once, also after a standstill, from the day it was too old", async () => {
    const world = await aWorld();
    const project = await world.project();
    await someEvidence(world, project, { effectiveOn: dateOf(today) });
    const { riskId, watchId } = await watchedRisk(project, rule);
    sleepFor(10);
    await expireDue();
    expect(await watchOf(world, watchId)).toMatchObject({ state: "holds" });
    sleepFor(31);
    await expireDue();
    await expireDue();
    expect(await watchOf(world, watchId)).toMatchObject({
      state: "breached",
      stateSince: dateOf(inDays(11)),
    });
    expect(await findingsOf(world, riskId)).toHaveLength(1);
    expect(await raisesOf(world, riskId)).toHaveLength(1);
  });

  it("breaches when the last of it has run out", async () => {
    const world = await aWorld();
    const project = await world.project();
    await someEvidence(world, project, {
      effectiveOn: dateOf(today),
      validUntil: dateOf(inDays(3)),
    });
    const { watchId } = await watchedRisk(project, { ...rule, maxAgeDays: null });
    sleepFor(4);
    await expireDue();
    expect(await watchOf(world, watchId)).toMatchObject({
      state: "breached",
      seen: "no document is in force any more",
    });
  });
});

describe("a closed risk", () => {
  it("is not raised while its watch sleeps, and is looked at when it is opened again", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, version } = await watchedRisk(project);
    const reason = "The column is gone for good.";
    const closed = await done(closeRisk, project.lead, {
      riskId,
      version,
      reason,
    });
    await measure(project, 0.5);
    expect(await riskOf(world, riskId)).toMatchObject({ likelihood: 3, status: "closed" });
    const asleep = await runQuery(getRiskWatches, project.lead.actor, { riskId });
    expect(asleep.watches).toMatchObject([{ state: "sleeping" }]);
    await done(reopenRisk, project.lead, { riskId, version: closed.version, reason });
    await reevaluateGates({ projectId: project.id });
    expect(await riskOf(world, riskId)).toMatchObject({ likelihood: 4, status: "open" });
  });

  it("takes no new watch", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, version } = await raisedRisk(project);
    const reason = "The column is gone for good.";
    await done(closeRisk, project.lead, { riskId, version, reason });
    const result = await runCommand(watchRisk, project.lead.actor, {
      ...recallRule,
      riskId,
      version: version + 1,
    });
    expect(result).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  });
});

describe("who hears of a breach", () => {
  it("tells owner and lead, once each, and shows the finding among the work of the owner", async () => {
    const world = await aWorld();
    const project = await world.project();
    const owner = await world.person(project, "data_scientist");
    await world.person(project, "viewer");
    const { riskId } = await watchedRisk(project, {}, { ownerId: owner.userId });
    await measure(project, 0.5);
    await reevaluateGates({ projectId: project.id });
    const told = await world.db.notification.findMany({
      where: { kind: "risk_moved", projectId: project.id },
    });
    expect(told.map(({ userId }) => userId).toSorted()).toEqual(
      [owner.userId, project.lead.userId].toSorted(),
    );
    const { workspaceId } = world;
    const mine = await runQuery(listGatesWaitingForMe, owner.actor, { workspaceId });
    const [finding] = await findingsOf(world, riskId);
    expect(mine.rows).toMatchObject([{ kind: "finding", id: finding?.id, detail: finding?.text }]);
    await done(closeFinding, owner, {
      findingId: finding?.id,
      note: "Trained again with the missing month.",
    });
    const after = await runQuery(listGatesWaitingForMe, owner.actor, { workspaceId });
    expect(after.rows).toEqual([]);
  });
});

describe("watches and findings", () => {
  it("are closed with a note, once, by whoever works on the risk", async () => {
    const world = await aWorld();
    const project = await world.project();
    const stranger = await world.person(project, "data_scientist");
    const { riskId } = await watchedRisk(project);
    await measure(project, 0.5);
    const [finding] = await findingsOf(world, riskId);
    const closing = { findingId: finding?.id, note: "Trained again with the missing month." };
    const refused = await runCommand(closeFinding, stranger.actor, closing);
    expect(refused).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    await done(closeFinding, project.lead, closing);
    const again = await runCommand(closeFinding, project.lead.actor, closing);
    expect(again).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const view = await runQuery(getRiskWatches, project.lead.actor, { riskId });
    expect(view.findings).toMatchObject([
      { closedByName: project.lead.name, closedReason: closing.note },
    ]);
  });

  it("end, so that nothing is raised after, and what was found stays open", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, watchId } = await watchedRisk(project);
    await measure(project, 0.5);
    const reason = "The metric is not measured any more.";
    await done(endWatch, project.lead, { watchId, reason });
    await measure(project, 0.9);
    await measure(project, 0.5);
    expect(await findingsOf(world, riskId)).toMatchObject([{ closedAt: null }]);
    const view = await runQuery(getRiskWatches, project.lead.actor, { riskId });
    expect(view.watches).toEqual([]);
    expect(view.metrics).toEqual([{ name: "recall", slice: "" }]);
  });

  it("count as work on an imported risk, so that its import is not taken back any more", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { draftId } = await aDraft(world, project.lead, csvOf([wholeRow(project)]));
    const counts = { draftId, add: 1, update: 0 };
    const { importId } = await done(finishImport, project.lead, counts);
    const risk = await world.db.risk.findFirstOrThrow({ where: { projectId: project.id } });
    const of = { riskId: risk.id, version: risk.version };
    await done(watchRisk, project.lead, { ...recallRule, ...of });
    const undone = await runCommand(undoImport, project.lead.actor, { importId });
    expect(undone).toMatchObject({ ok: false, error: { code: "rule_refused" } });
  });

  it("refuse a rule that is not whole, and the same rule a second time", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { riskId, version } = await watchedRisk(project);
    const input = { ...recallRule, riskId, version };
    const same = await runCommand(watchRisk, project.lead.actor, input);
    expect(same).toMatchObject({ ok: false, error: { code: "rule_refused" } });
    const partial = await runCommand(watchRisk, project.lead.actor, { ...input, threshold: null });
    expect(partial).toMatchObject({ ok: false, error: { issues: [{ path: "threshold" }] } });
    expect(await world.db.riskWatch.count({ where: { riskId } })).toBe(1);
  });
});
