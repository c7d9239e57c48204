import { afterEach, describe, expect, it } from "vitest";
import { expireDue } from "@/jobs/expire-due";
import { runCommand } from "@/lib/execution/command";
import { reevaluateGates } from "@/lib/gates/commands/reevaluate-gates";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { aCondition, decided, gateIdOf, openGate, waivedGate } from "@/lib/testing/inputs/gates";
import { signedAcceptance } from "@/lib/testing/signed-acceptance";
import { aWorld, type Person, type TestProject, type World } from "@/lib/testing/world";

afterEach(() => setClock(null));

const today = dayOf(new Date());
const inDays = (days: number) => addDays(today, days);

/** A quarter past noon, some days from now. */
function sleepFor(days: number): void {
  setClock(new Date(dateOf(inDays(days)).getTime() + 12.25 * 3_600_000));
}

async function gateOf(world: World, id: string) {
  return world.db.gate.findUniqueOrThrow({ where: { id } });
}

async function trailOf(world: World, project: TestProject, from = 0) {
  const rows = await world.db.auditEvent.findMany({
    where: { projectId: project.id },
    orderBy: { index: "asc" },
  });
  return rows.slice(from).map(({ type, actorKind, data }) => ({ type, actorKind, data }));
}

async function noticesSince(world: World, project: TestProject, at: Date) {
  return world.db.notification.findMany({
    where: { projectId: project.id, createdAt: { gte: at } },
    orderBy: { userId: "asc" },
  });
}

/** In the order in which the notices are read. */
function idsOf(...people: readonly Person[]): string[] {
  return people.map(({ userId }) => userId).sort((a, b) => a.localeCompare(b));
}

async function anEvidence(world: World, project: TestProject, by: Person, validFor: number) {
  return world.db.evidence.create({
    data: {
      projectId: project.id,
      kind: "document",
      title: "Consent of the works council",
      note: "Signed on paper.",
      effectiveOn: dateOf(today),
      validUntil: dateOf(inDays(validFor)),
      addedById: by.userId,
    },
  });
}

/** A risk above the appetite that the reviewer accepted for some days. */
async function anAcceptedRisk(
  world: World,
  project: TestProject,
  who: Record<"owner" | "by", Person>,
  days: number,
) {
  const stage = await world.db.stage.findFirstOrThrow({
    where: { projectId: project.id, number: 1 },
  });
  const level = { likelihood: 5, impact: 5 };
  const risk = await world.db.risk.create({
    data: {
      workspaceId: world.workspaceId,
      projectId: project.id,
      stageId: stage.id,
      number: 1,
      title: "Leak of health data",
      category: "data",
      ownerId: who.owner.userId,
      raisedById: who.owner.userId,
      identifiedOn: dateOf(today),
      inherentLikelihood: 5,
      inherentImpact: 5,
      ...level,
      score: 25,
      treatment: "accept",
    },
  });
  await signedAcceptance(world.db, { riskId: risk.id, by: who.by, expiresOn: inDays(days) });
}

/** G1 approved by both, so that whatever it rests on can be taken away. */
async function passedGate(world: World, project: TestProject) {
  const open = await openGate(world, project);
  await decided(world, open, { by: open.sponsor, role: "sponsor" });
  await decided(world, open, { by: open.reviewer, role: "risk_reviewer" });
  return open;
}

describe("the job that looks for what ran out", () => {
  it("writes no row when nothing is due", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId } = await waivedGate(world, project);
    const before = await world.db.auditEvent.count();
    const gate = await gateOf(world, gateId);
    await expireDue();
    await expireDue();
    expect(await world.db.auditEvent.count()).toBe(before);
    expect(await gateOf(world, gateId)).toEqual(gate);
  });

  it("catches up after ten days of standstill, in the order in which things ran out", async () => {
    const world = await aWorld();
    const project = await world.project();
    const author = await world.person(project, "data_scientist");
    const first = await aCondition(world, project);
    await decided(world, first, { by: first.reviewer, role: "risk_reviewer" });
    await world.db.gateCondition.updateMany({
      where: { id: first.conditionId },
      data: { dueOn: dateOf(inDays(2)) },
    });
    await anEvidence(world, project, author, 4);
    const second = await gateIdOf(world, project, "G2");
    const { id: waiverId } = await world.db.gateWaiver.create({
      data: {
        gateId: second,
        reason: "The report is late.",
        requestedById: author.userId,
        needs: ["sponsor"],
        subjectSha256: "0".repeat(64),
        proposedAt: new Date(),
        grantedAt: new Date(),
        expiresOn: dateOf(inDays(6)),
      },
    });
    await runCommand(
      reevaluateGates,
      { kind: "system", job: "reevaluate-gates" },
      { projectId: project.id },
    );
    const before = (await trailOf(world, project)).length;
    sleepFor(10);
    await expireDue();
    const trail = await trailOf(world, project, before);
    expect(trail.map(({ type, data }) => [type, (data as { code?: string }).code])).toEqual([
      ["condition.overdue", "C1"],
      ["gate.state-changed", "G1"],
      ["evidence.expired", undefined],
      ["gate.waiver-ended", "G2"],
      ["gate.state-changed", "G2"],
    ]);
    expect(trail.every(({ actorKind }) => actorKind === "system")).toBe(true);
    expect(trail[3]?.data).toMatchObject({ waiverId, endedOn: inDays(6) });
    expect(await gateOf(world, first.gateId)).toMatchObject({
      state: "lapsed",
      stateSince: dateOf(inDays(3)),
    });
    expect(await gateOf(world, second)).toMatchObject({
      state: "lapsed",
      stateSince: dateOf(inDays(7)),
    });
    await expireDue();
    expect(await trailOf(world, project, before)).toHaveLength(5);
  });
});

describe("two looks at once", () => {
  it("writes everything once when two workers look at the same time", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId } = await waivedGate(world, project);
    const before = (await trailOf(world, project)).length;
    sleepFor(40);
    const at = new Date();
    await Promise.all([expireDue(), expireDue(), expireDue()]);
    const types = (await trailOf(world, project, before)).map(({ type }) => type);
    expect(types).toEqual(["gate.waiver-ended", "gate.state-changed"]);
    expect(await gateOf(world, gateId)).toMatchObject({ state: "lapsed" });
    const told = await noticesSince(world, project, at);
    expect(new Set(told.map(({ userId }) => userId)).size).toBe(told.length);
  });
});

describe("who hears of it", () => {
  it("tells whoever granted a waiver and the lead, once each", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { sponsor, reviewer } = await waivedGate(world, project);
    await world.person(project, "viewer");
    sleepFor(40);
    const at = new Date(dateOf(inDays(40)));
    await expireDue();
    const told = await noticesSince(world, project, at);
    expect(told.map(({ userId }) => userId)).toEqual(idsOf(sponsor, reviewer, project.lead));
    expect(told.every(({ kind }) => kind === "gate_lapsed")).toBe(true);
  });

  it("tells the owner of a condition and whoever set it that the gate lapsed, once each", async () => {
    const world = await aWorld();
    const project = await world.project();
    const condition = await aCondition(world, project);
    await decided(world, condition, { by: condition.reviewer, role: "risk_reviewer" });
    sleepFor(20);
    await expireDue();
    const told = await noticesSince(world, project, dateOf(inDays(20)));
    expect(told.map(({ userId }) => userId)).toEqual(idsOf(project.lead, condition.sponsor));
    expect(told[0]?.title).toContain("has lapsed: condition C1 was due on");
  });

  it("tells the author of expired evidence and the lead, also when no gate rests on it", async () => {
    const world = await aWorld();
    const project = await world.project();
    const author = await world.person(project, "data_scientist");
    await anEvidence(world, project, author, 3);
    sleepFor(4);
    await expireDue();
    await expireDue();
    const told = await noticesSince(world, project, dateOf(inDays(4)));
    expect(told.map(({ userId }) => userId)).toEqual(idsOf(project.lead, author));
    expect(told.every(({ kind }) => kind === "ran_out")).toBe(true);
  });
});

describe("what no gate or several gates rest on", () => {
  it("lets a gate lapse when an acceptance ends, and tells risk owner, approvers and lead", async () => {
    const world = await aWorld();
    const project = await world.project();
    const owner = await world.person(project, "data_scientist");
    const by = await world.person(project, "risk_reviewer");
    await anAcceptedRisk(world, project, { owner, by }, 5);
    const { gateId, sponsor, reviewer } = await passedGate(world, project);
    sleepFor(6);
    await expireDue();
    expect(await gateOf(world, gateId)).toMatchObject({ state: "lapsed" });
    const told = await noticesSince(world, project, dateOf(inDays(6)));
    expect(told.map(({ userId }) => userId)).toEqual(
      idsOf(owner, by, sponsor, reviewer, project.lead),
    );
  });

  it("reminds those who still have to decide that the day has passed, and leaves the round open", async () => {
    const world = await aWorld();
    const project = await world.project();
    const open = await openGate(world, project);
    await decided(world, open, { by: open.sponsor, role: "sponsor" });
    sleepFor(9);
    await expireDue();
    expect(await gateOf(world, open.gateId)).toMatchObject({ state: "in_review" });
    const told = await noticesSince(world, project, dateOf(inDays(9)));
    expect(told.map(({ userId }) => userId)).toEqual(idsOf(open.reviewer, project.lead));
  });
});

describe("an approval that ends", () => {
  it("lapses on its day, says since when, and tells whoever gave it", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId, sponsor, reviewer } = await passedGate(world, project);
    const expiresAt = new Date(dateOf(inDays(30)).getTime() + 9 * 3_600_000);
    await world.db.gate.updateMany({ where: { id: gateId }, data: { expiresAt } });
    sleepFor(29);
    await expireDue();
    expect(await gateOf(world, gateId)).toMatchObject({ state: "passed" });
    sleepFor(31);
    await expireDue();
    expect(await gateOf(world, gateId)).toMatchObject({ state: "lapsed", stateSince: expiresAt });
    const told = await noticesSince(world, project, dateOf(inDays(31)));
    expect(told.map(({ userId }) => userId)).toEqual(idsOf(sponsor, reviewer, project.lead));
  });

  it("stays as it is while the project is closed", async () => {
    const world = await aWorld();
    const project = await world.project();
    const { gateId } = await waivedGate(world, project);
    await world.db.project.updateMany({ where: { id: project.id }, data: { status: "closed" } });
    sleepFor(40);
    await expireDue();
    expect(await gateOf(world, gateId)).toMatchObject({ state: "waived" });
  });
});

describe("a project that cannot be evaluated", () => {
  it("does not keep the others waiting", async () => {
    const world = await aWorld();
    const broken = await world.project();
    const sound = await world.project();
    await anEvidence(world, broken, broken.lead, 1);
    const { id } = await anEvidence(world, sound, sound.lead, 3);
    await world.db.gate.updateMany({
      where: { projectId: broken.id },
      data: { policy: { criteria: "none" } },
    });
    sleepFor(5);
    await expireDue();
    const evidence = await world.db.evidence.findUniqueOrThrow({ where: { id } });
    expect(evidence.endNotedAt).not.toBeNull();
    expect(await world.auditTypes(broken.id)).not.toContain("evidence.expired");
  });
});
