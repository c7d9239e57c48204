import "server-only";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { type Level, riskKey } from "@/lib/risks/rules";
import { isBeyondLine } from "@/lib/risks/rules/matrix";
import { nextReviewOn } from "@/lib/risks/rules/reviews";
import type { KnowledgeStrength, RiskLevelKind } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { tellInformed } from "@/lib/risks/store/informed";
import type { Prisma } from "@/prisma/generated/client";

async function projectOfRisk(db: ReadDb, id: RiskId): Promise<ProjectId | null> {
  const row = await db.risk.findFirst({ where: { id }, select: { projectId: true } });
  return row === null ? null : (row.projectId as ProjectId);
}

export async function loadRisk(db: ReadDb, at: { id: RiskId; projectId: ProjectId }) {
  const row = await db.risk.findFirst({ where: at });
  if (row === null) {
    throw new AppError("not_found", "There is no such risk.");
  }
  return { ...row, key: riskKey(row.number) };
}
export type Risk = Awaited<ReturnType<typeof loadRisk>>;

/** Numbers come from the project row, so two people raising risks at once get different ones. */
export async function nextRiskNumber(tx: Tx, projectId: ProjectId): Promise<number> {
  const project = await tx.project.update({
    where: { id: projectId },
    data: { lastRiskNumber: { increment: 1 } },
    select: { lastRiskNumber: true },
  });
  return project.lastRiskNumber;
}

type NewRisk = Omit<
  Prisma.RiskUncheckedCreateInput,
  "inherentLikelihood" | "inherentImpact" | "knowledge" | "raisedAt" | "raisedById"
> & { knowledge: KnowledgeStrength; raisedById: string; raisedAt: Date };

/** The database puts it in its place of the matrix; the first level is the inherent one. */
export async function createRisk(
  tx: Tx,
  { matrix, ...data }: NewRisk & { matrix: Matrix },
): Promise<{ id: RiskId; score: number; title: string; version: number }> {
  const { likelihood, impact, knowledge, raisedById, raisedAt } = data;
  const level = { likelihood, impact };
  const risk = await tx.risk.create({
    data: {
      ...data,
      statusSince: raisedAt,
      ratedAt: raisedAt,
      inherentLikelihood: likelihood,
      inherentImpact: impact,
      reviewDueOn: dateOf(nextReviewOn(matrix, level, dayOf(raisedAt))),
    },
    select: { id: true, score: true, title: true, version: true },
  });
  await saveLevelChange(tx, {
    riskId: risk.id as RiskId,
    kind: "inherent",
    level,
    knowledge,
    reason: "Level when the risk was raised.",
    matrixVersion: matrix.version,
    changedById: raisedById,
    changedAt: raisedAt,
  });
  if (isBeyondLine(matrix, level)) {
    const { workspaceId, projectId, number } = data;
    await tellInformed(tx, { ...risk, workspaceId, projectId, number }, raisedById);
  }
  return { ...risk, id: risk.id as RiskId };
}

/** Conditional on the version the person looked at; somebody else's change is never overwritten. */
export async function saveRisk(
  tx: Tx,
  at: { id: RiskId; version: number },
  data: Prisma.RiskUncheckedUpdateManyInput,
): Promise<number> {
  const { count } = await tx.risk.updateMany({
    where: at,
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "Somebody changed this risk while you were editing. Your text is kept; look at the new state and save again.",
    );
  }
  return at.version + 1;
}

export async function saveLevelChange(
  tx: Tx,
  change: {
    riskId: RiskId;
    kind: RiskLevelKind;
    level: Level;
    knowledge: KnowledgeStrength;
    reason: string;
    matrixVersion: number;
    /** Null where Waymark itself does it. */
    changedById: string | null;
    changedAt: Date;
  },
): Promise<void> {
  const { level, ...facts } = change;
  await tx.riskLevelChange.create({ data: { ...facts, ...level } });
}

/** The owner works on the project, and the stage belongs to it: ids from a client are never trusted. */
export async function checkReferences(
  db: ReadDb,
  refs: {
    projectId: ProjectId;
    ownerId: string;
    stageId: string | null;
    gateId: string | null;
  },
): Promise<void> {
  const { projectId, ownerId, stageId, gateId } = refs;
  const owner = await db.projectMember.findFirst({
    where: { projectId, userId: ownerId, removedAt: null },
    select: { userId: true },
  });
  if (owner === null) {
    throw fieldError("ownerId", "Choose an owner who is part of this project.");
  }
  if (stageId !== null && !(await isStageOf(db, { stageId, projectId }))) {
    throw fieldError("stageId", "Choose a stage of this project.");
  }
  const isGate = gateId === null || (await isThere(db.gate, { id: gateId, projectId }));
  if (!isGate) {
    throw fieldError("gateId", "Choose a gate of this project.");
  }
}

export function isStageOf(
  db: ReadDb,
  { stageId: id, projectId }: { stageId: string; projectId: ProjectId },
): Promise<boolean> {
  return isThere(db.stage, { id, projectId });
}

type Counted = { count(query: { where: { id: string; projectId: string } }): Promise<number> };

async function isThere(table: Counted, where: { id: string; projectId: string }) {
  return (await table.count({ where })) > 0;
}

export function dueDate(dueOn: string | null): Date | null {
  return dueOn === null ? null : dateOf(dueOn);
}

export async function projectScopeOfRisk(
  db: ReadDb,
  id: RiskId,
): Promise<{ kind: "project"; projectId: ProjectId } | null> {
  const projectId = await projectOfRisk(db, id);
  return projectId === null ? null : { kind: "project", projectId };
}
