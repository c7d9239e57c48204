import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import fc from "fast-check";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import type { CheckedRisk } from "@/lib/risk-checks/rules/checked-risk";
import type { TestProject, World } from "@/lib/testing/world";
import { PrismaClient } from "@/prisma/generated/client";

const step = fc.integer({ min: 1, max: 5 });
const level = fc.record({ likelihood: step, impact: step });
const days = fc.integer({ min: -4, max: 4 });
const somewhen = fc.option(days, { nil: null });

/** A risk with everything a check looks at, in days from today; most of it makes no sense. */
export const generatedRisk = fc.record({
  status: fc.constantFrom("open", "open", "accepted", "closed"),
  inherent: level,
  current: level,
  residual: fc.option(level, { nil: null }),
  owner: fc.constantFrom("nobody", "there", "disabled", "left workspace", "left project"),
  dueOn: somewhen,
  reviewDueOn: somewhen,
  rated: days,
  reviewed: somewhen,
  stage: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
  acceptances: fc.array(
    fc.record({ level, endsOn: days, isEndNoted: fc.boolean(), isRevoked: fc.boolean() }),
    { maxLength: 3 },
  ),
  isAsked: fc.boolean(),
  controls: fc.array(
    fc.record({ state: fc.constantFrom("planned", "existing"), isRetired: fc.boolean() }),
    { maxLength: 2 },
  ),
  actions: fc.array(
    fc.record({
      status: fc.constantFrom("todo", "doing", "done", "blocked", "tailored_out"),
      dueOn: somewhen,
      isRemoved: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
});
export type GeneratedRisk = typeof generatedRisk extends fc.Arbitrary<infer Risk> ? Risk : never;

export type LoopBackThen = { to: number; day: number };

const today = dayOf(new Date());
const dayAt = (offset: number) => addDays(today, offset);
const dateAt = (offset: number | null) => (offset === null ? null : dateOf(dayAt(offset)));
/** Noon, so that a day is a day. */
const noonAt = (offset: number) => new Date(dateOf(dayAt(offset)).getTime() + 12 * 3_600_000);

/** What the rules are given of it. */
export function factsOf(
  risk: GeneratedRisk & { status: "open" | "accepted" },
  loopBacks: readonly LoopBackThen[],
): CheckedRisk {
  const { status, inherent, current, residual, owner, stage, reviewed } = risk;
  return {
    status,
    inherent,
    current,
    residual,
    ownerName: owner === "nobody" ? null : owner,
    isOwnerThere: owner === "there",
    dueOn: risk.dueOn === null ? null : dayAt(risk.dueOn),
    reviewDueOn: risk.reviewDueOn === null ? null : dayAt(risk.reviewDueOn),
    ratedAt: noonAt(risk.rated).toISOString(),
    reviewedAt: reviewed === null ? null : noonAt(reviewed).toISOString(),
    stageNumber: stage,
    acceptances: risk.acceptances
      .filter(({ isRevoked }) => !isRevoked)
      .map((each) => ({
        ...each.level,
        expiresOn: dayAt(each.endsOn),
        isEndNoted: each.isEndNoted,
      })),
    isAcceptanceAsked: risk.isAsked,
    controls: risk.controls.filter(({ isRetired }) => !isRetired),
    actions: risk.actions
      .filter(({ isRemoved }) => !isRemoved)
      .map((action) => ({
        name: "Mend it",
        isDone: action.status === "done",
        isOver: action.status === "done" || action.status === "tailored_out",
        dueOn: action.dueOn === null ? null : dayAt(action.dueOn),
        href: "",
      })),
    loopBacks: loopBacks.map(({ to, day }) => ({
      toNumber: to,
      toName: "",
      decidedAt: noonAt(day).toISOString(),
    })),
  };
}

/** Writes past every trigger and constraint, as somebody who mends a database by hand does. */
export function handMadeClient(): PrismaClient {
  const url = new URL(process.env.DATABASE_SUPERUSER_URL ?? "");
  url.searchParams.set("options", "-c session_replication_role=replica");
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url.href, max: 1 }) });
}

type Place = { world: World; project: TestProject; stages: ReadonlyMap<number, string> };

export async function placeIn(world: World, project: TestProject): Promise<Place> {
  const rows = await world.db.stage.findMany({ where: { projectId: project.id } });
  return { world, project, stages: new Map(rows.map(({ id, number }) => [number, id])) };
}

export async function insertLoopBacks(
  db: PrismaClient,
  { project, stages }: Place,
  loopBacks: readonly LoopBackThen[],
): Promise<void> {
  await db.loopBack.createMany({
    data: loopBacks.map(({ to, day }, index) => ({
      projectId: project.id,
      fromStageId: stages.get(5) ?? "",
      toStageId: stages.get(to) ?? "",
      iteration: index + 2,
      reason: "new_hypothesis" as const,
      reasonText: "A new hypothesis.",
      triggerKind: "none",
      expectedCostDays: 1,
      decidedById: project.lead.userId,
      decidedAt: noonAt(day),
    })),
  });
}

async function anOwner({ world, project }: Place, owner: GeneratedRisk["owner"]) {
  if (owner === "nobody") {
    return null;
  }
  const { userId } = await world.person(project, "data_scientist");
  const at = new Date();
  if (owner === "disabled") {
    await world.db.user.updateMany({ where: { id: userId }, data: { disabledAt: at } });
  } else if (owner === "left workspace") {
    await world.db.membership.updateMany({ where: { userId }, data: { removedAt: at } });
  } else if (owner === "left project") {
    await world.db.projectMember.updateMany({ where: { userId }, data: { removedAt: at } });
  }
  return userId;
}

/** One person of each kind is enough for a project. */
export async function ownersIn(place: Place): Promise<Map<GeneratedRisk["owner"], string | null>> {
  const owners = new Map<GeneratedRisk["owner"], string | null>();
  for (const kind of ["nobody", "there", "disabled", "left workspace", "left project"] as const) {
    owners.set(kind, await anOwner(place, kind));
  }
  return owners;
}

type Insert = { risk: GeneratedRisk; number: number; ownerId: string | null };

/** The rows a risk consists of; the id of the risk is returned. */
export async function insertRisk(
  db: PrismaClient,
  { world, project, stages }: Place,
  { risk, number, ownerId }: Insert,
): Promise<string> {
  const { status, inherent, current, residual, reviewed, stage } = risk;
  const { userId } = project.lead;
  const { id: riskId } = await db.risk.create({
    data: {
      workspaceId: world.workspaceId,
      projectId: project.id,
      number,
      title: `Risk ${number}`,
      category: "data",
      status,
      closedReason: "It cannot happen any more.",
      closedAt: status === "closed" ? new Date() : null,
      stageId: stage === null ? null : (stages.get(stage) ?? ""),
      ownerId,
      identifiedOn: dateOf(today),
      inherentLikelihood: inherent.likelihood,
      inherentImpact: inherent.impact,
      ...current,
      residualLikelihood: residual?.likelihood ?? null,
      residualImpact: residual?.impact ?? null,
      score: current.likelihood * current.impact,
      treatment: "mitigate",
      dueOn: dateAt(risk.dueOn),
      reviewDueOn: dateAt(risk.reviewDueOn),
      ratedAt: noonAt(risk.rated),
      reviewedAt: reviewed === null ? null : noonAt(reviewed),
      raisedById: userId,
    },
    select: { id: true },
  });
  await insertAcceptances(db, { riskId, risk, userId });
  await db.riskControl.createMany({
    data: risk.controls.map(({ state, isRetired }) => ({
      riskId,
      name: "Four eyes",
      state,
      addedById: userId,
      addedAt: new Date(),
      retiredAt: isRetired ? new Date() : null,
    })),
  });
  await insertActions(db, { riskId, risk, number, projectId: project.id, stageId: stages.get(1) });
  return riskId;
}

type OfRisk = { riskId: string; risk: GeneratedRisk };

async function insertAcceptances(
  db: PrismaClient,
  { riskId, risk, userId }: OfRisk & { userId: string },
): Promise<void> {
  const asked = {
    approverId: userId,
    role: "risk_reviewer" as const,
    justification: "For the pilot.",
  };
  await db.riskAcceptance.createMany({
    data: risk.acceptances.map(({ level: accepted, endsOn, isEndNoted, isRevoked }) => ({
      riskId,
      ...asked,
      ...accepted,
      expiresOn: dateOf(dayAt(endsOn)),
      signatureId: randomUUID(),
      acceptedAt: new Date(),
      endNotedAt: isEndNoted ? new Date() : null,
      revokedAt: isRevoked ? new Date() : null,
    })),
  });
  const request = { riskId, ...asked, ...risk.current, requestedById: userId, matrixVersion: 1 };
  await db.riskAcceptanceRequest.createMany({
    data: risk.isAsked
      ? [{ ...request, expiresOn: dateOf(dayAt(9)), subjectSha256: "", requestedAt: new Date() }]
      : [],
  });
}

type Acting = OfRisk & { number: number; projectId: string; stageId: string | undefined };

async function insertActions(
  db: PrismaClient,
  { riskId, risk, number, projectId, stageId = "" }: Acting,
): Promise<void> {
  for (const [index, action] of risk.actions.entries()) {
    const task = await db.task.create({
      data: {
        projectId,
        stageId,
        number: 10_000 + number * 10 + index,
        position: 100,
        name: "Mend it",
        role: "lead",
        status: action.status,
        blockedReason: "The data are late.",
        tailoredOutReason: "It belongs to another project.",
        tailoredOutRole: "lead",
        dueOn: dateAt(action.dueOn),
        estimateLowDays: 1,
        estimateLikelyDays: 1,
        estimateHighDays: 1,
      },
      select: { id: true },
    });
    await db.riskAction.create({
      data: {
        riskId,
        taskId: task.id,
        addedById: randomUUID(),
        addedAt: new Date(),
        removedAt: action.isRemoved ? new Date() : null,
      },
    });
  }
}
