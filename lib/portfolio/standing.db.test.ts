import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkAccess, type WorkspaceAccess } from "@/lib/authz/access";
import { runQuery } from "@/lib/execution/query";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { setClock } from "@/lib/platform/clock";
import { listPortfolio } from "@/lib/portfolio/queries/list-portfolio";
import { gateStates } from "@/lib/portfolio/schema";
import { standingOn, visibleTo } from "@/lib/portfolio/store/standing-sql";
import { signedAcceptance } from "@/lib/testing/signed-acceptance";
import { aWorld, type World } from "@/lib/testing/world";

const PROJECTS = 120;

let world: World;
let access: WorkspaceAccess;
const today = dayOf(new Date());

type MadeStage = {
  gateState: (typeof gateStates)[number];
  isOff: boolean;
  tasksStarted: number;
  estimateDays: number;
  doneShare: number;
  lengthDays: number;
  gapDays: number;
};
type MadeProject = {
  startsBefore: number;
  status: "active" | "paused" | "closed";
  closedBefore: number;
  stages: MadeStage[];
  loop: { from: number; to: number; isOpen: boolean } | null;
  risks: { likelihood: number; impact: number; isOpen: boolean }[];
  lateConditions: number;
};

const aStage: fc.Arbitrary<MadeStage> = fc.record({
  gateState: fc.oneof(fc.constant("passed" as const), fc.constantFrom(...gateStates)),
  isOff: fc.constantFrom(false, false, false, true),
  tasksStarted: fc.nat(2),
  estimateDays: fc.constantFrom(0, 1, 3.5, 10, 12.25),
  doneShare: fc.constantFrom(0, 0.1, 0.25, 0.5, 0.7, 1),
  lengthDays: fc.integer({ min: 0, max: 25 }),
  gapDays: fc.nat(4),
});
const step = fc.integer({ min: 1, max: 5 });
const aProjectShape: fc.Arbitrary<MadeProject> = fc.record({
  startsBefore: fc.integer({ min: -30, max: 200 }),
  status: fc.constantFrom("active", "active", "active", "paused", "closed"),
  closedBefore: fc.nat(60),
  stages: fc.array(aStage, { minLength: 1, maxLength: 9 }),
  loop: fc.option(fc.record({ from: fc.nat(8), to: fc.nat(8), isOpen: fc.boolean() })),
  risks: fc.array(fc.record({ likelihood: step, impact: step, isOpen: fc.boolean() }), {
    maxLength: 3,
  }),
  lateConditions: fc.constantFrom(0, 0, 0, 1, 2),
});

async function insertProject(shape: MadeProject, place: number): Promise<string> {
  const { db, workspaceId, owner } = world;
  const { playbookVersionId } = await db.project.findFirstOrThrow({ where: { workspaceId } });
  const project = await db.project.create({
    data: {
      workspaceId,
      key: `G${place}${randomUUID().slice(0, 4).toUpperCase()}`,
      name: `Generated ${place}`,
      strictness: "standard",
      status: shape.status,
      statusReason: shape.status === "paused" ? "Waits for a licence." : "",
      closedAt: shape.status === "closed" ? dateOf(addDays(today, -shape.closedBefore)) : null,
      playbookVersionId,
      startOn: dateOf(addDays(today, -shape.startsBefore)),
      ownerId: owner.userId,
      createdById: owner.userId,
    },
  });
  const stageIds = await insertStages(project.id, shape);
  await insertTroubles({ projectId: project.id, shape, stageIds });
  return project.id;
}

async function insertStages(projectId: string, shape: MadeProject): Promise<string[]> {
  const ids: string[] = [];
  let startOn = addDays(today, -shape.startsBefore);
  for (const [index, stage] of shape.stages.entries()) {
    const endOn = addDays(startOn, stage.lengthDays);
    const span = { planStartOn: dateOf(startOn), planEndOn: dateOf(endOn) };
    const { id } = await world.db.stage.create({
      data: {
        projectId,
        key: `s${index}`,
        number: index + 1,
        name: `Stage ${index + 1}`,
        group: "Method",
        purpose: "",
        ...span,
        firstPlanStartOn: span.planStartOn,
        firstPlanEndOn: span.planEndOn,
        tailoredOutAt: stage.isOff ? new Date() : null,
        tasksTotal: 3,
        tasksStarted: stage.tasksStarted,
        estimateDays: stage.estimateDays,
        estimateDoneDays: stage.estimateDays * stage.doneShare,
      },
    });
    await world.db.gate.create({
      data: {
        projectId,
        stageId: id,
        code: `G${index + 1}`,
        name: "Gate",
        question: "Enough?",
        state: stage.gateState,
        policy: {},
        policySha256: "0".repeat(64),
      },
    });
    ids.push(id);
    startOn = addDays(endOn, 1 + stage.gapDays);
  }
  return ids;
}

type Troubles = { projectId: string; shape: MadeProject; stageIds: readonly string[] };

async function insertTroubles({ projectId, shape, stageIds }: Troubles): Promise<void> {
  const { db, owner, workspaceId } = world;
  const { userId } = owner;
  if (shape.loop !== null && stageIds.length > 1) {
    const ends = [shape.loop.to % stageIds.length, shape.loop.from % stageIds.length];
    await db.loopBack.create({
      data: {
        projectId,
        fromStageId: stageIds[Math.max(...ends)] ?? "",
        toStageId: stageIds[Math.min(...ends)] ?? "",
        iteration: 2,
        reason: "metric_short",
        reasonText: "Recall fell short.",
        triggerKind: "none",
        expectedCostDays: 4,
        decidedById: userId,
        decidedAt: new Date(),
        returnedAt: shape.loop.isOpen ? null : new Date(),
      },
    });
  }
  await db.risk.createMany({
    data: shape.risks.map(({ likelihood, impact }, index) => ({
      workspaceId,
      projectId,
      number: index + 1,
      title: "A risk",
      category: "data",
      ownerId: userId,
      identifiedOn: dateOf(today),
      inherentLikelihood: 1,
      inherentImpact: 1,
      likelihood,
      impact,
      score: likelihood * impact,
      treatment: "mitigate",
      raisedById: userId,
    })),
  });
  for (const [index, { isOpen }] of shape.risks.entries()) {
    if (!isOpen) {
      const where = { projectId_number: { projectId, number: index + 1 } };
      const { id: riskId } = await db.risk.findUniqueOrThrow({ where });
      await signedAcceptance(db, { riskId, by: owner, expiresOn: addDays(today, 30) });
    }
  }
  await insertLateConditions(projectId, shape.lateConditions);
}

async function insertLateConditions(projectId: string, count: number): Promise<void> {
  const { db, owner } = world;
  const { userId } = owner;
  const { id: gateId } = await db.gate.findFirstOrThrow({ where: { projectId } });
  if (count === 0) {
    return;
  }
  const round = await db.gateRound.create({
    data: {
      gateId,
      number: 1,
      iteration: 1,
      requestedById: userId,
      requestedRole: "lead",
      requestedAt: new Date(),
      policy: {},
      policySha256: "0".repeat(64),
      trace: {},
      subjects: {},
      eligible: {},
      dueOn: dateOf(today),
      outcome: "passed_with_conditions",
    },
  });
  await db.gateCondition.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      gateId,
      roundId: round.id,
      decisionId: randomUUID(),
      code: `C${index + 1}`,
      text: "Weigh the age bands again.",
      ownerId: userId,
      setById: userId,
      dueOn: dateOf(addDays(today, -2)),
    })),
  });
}

type Twin = {
  projectId: string;
  slipDays: number;
  health: string;
  stageNumber: number;
  nextGateId: string | null;
};

beforeAll(async () => {
  world = await aWorld();
  await world.project();
  access = (await checkAccess(world.db, {
    actor: world.owner.actor,
    scope: { kind: "workspace", workspaceId: world.workspaceId },
    permission: "workspace:read",
  })) as WorkspaceAccess;
});

/** Compares what the database keeps with what the pure rules make of the same rows, on a day. */
async function compareOn(day: string): Promise<Set<string>> {
  const twins = await world.db.$queryRaw<Twin[]>`
    SELECT "projectId", "slipDays", health, "stageNumber", "nextGateId"
    FROM (${standingOn(day, visibleTo(access))}) standing`;
  const byId = new Map(twins.map(({ projectId, ...twin }) => [projectId, twin]));
  setClock(dateOf(day));
  const { rows } = await runQuery(listPortfolio, world.owner.actor, {
    workspaceId: world.workspaceId,
    status: "all",
    limit: 200,
  });
  expect(rows).toHaveLength(PROJECTS + 1);
  for (const row of rows) {
    expect(byId.get(row.id), `${row.name} on ${day}`).toEqual({
      slipDays: row.slipDays,
      health: row.health.state,
      stageNumber: row.stageNumber,
      nextGateId: row.nextGate?.id ?? null,
    });
  }
  return new Set(rows.map((row) => row.health.state));
}

/** Moves everything a standing follows from, by writes of every kind. */
async function shake(): Promise<void> {
  const { db, workspaceId } = world;
  const ofWorkspace = { project: { workspaceId } };
  const states = fc.sample(fc.constantFrom(...gateStates), { numRuns: 40, seed: 7 });
  const gates = await db.gate.findMany({ where: ofWorkspace, orderBy: { id: "asc" }, take: 400 });
  for (const [place, state] of states.entries()) {
    await db.gate.update({ where: { id: gates[place * 7]?.id ?? "" }, data: { state } });
  }
  await db.stage.updateMany({
    where: { ...ofWorkspace, number: 2 },
    data: { estimateDays: 8, estimateDoneDays: 3, tasksStarted: 1 },
  });
  await db.stage.updateMany({
    where: { ...ofWorkspace, number: 3 },
    data: { tailoredOutAt: new Date() },
  });
  await db.stage.updateMany({
    where: { ...ofWorkspace, number: 3, estimateDays: 10 },
    data: { tailoredOutAt: null },
  });
  await db.loopBack.updateMany({
    where: { ...ofWorkspace, returnedAt: null },
    data: { returnedAt: new Date() },
  });
  await db.risk.updateMany({
    where: { workspaceId, score: { gte: 15 }, number: 1 },
    data: { status: "closed", closedAt: new Date() },
  });
  await db.risk.deleteMany({ where: { workspaceId, number: 3, acceptances: { none: {} } } });
  await db.gateCondition.updateMany({
    where: { gateId: { in: gates.map(({ id }) => id) }, code: "C2" },
    data: { metAt: new Date() },
  });
}

describe("the standing of projects in SQL", () => {
  afterEach(() => setClock(null));

  it("says what the pure rules say, on generated projects and whatever the day", async () => {
    const shapes = fc.sample(aProjectShape, { numRuns: PROJECTS, seed: 20_261_123 });
    for (const [place, shape] of shapes.entries()) {
      await insertProject(shape, place);
    }
    const healths = await compareOn(today);
    expect(healths).toEqual(new Set(["at_risk", "off_track", "on_track", "paused"]));
    for (const days of [-40, 1, 2, 3, 90]) {
      await compareOn(addDays(today, days));
    }
  });

  it("follows every write", async () => {
    await shake();
    for (const days of [0, 5, 30]) {
      await compareOn(addDays(today, days));
    }
  });
});
