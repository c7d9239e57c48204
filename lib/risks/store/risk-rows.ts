import "server-only";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { type Level, riskKey, scoreOf } from "@/lib/risks/rules";
import type { RiskLevelKind } from "@/lib/risks/schema";
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

export async function createRisk(
  tx: Tx,
  data: Omit<Prisma.RiskUncheckedCreateInput, "score" | "inherentLikelihood" | "inherentImpact">,
) {
  const { likelihood, impact } = data;
  return tx.risk.create({
    data: {
      ...data,
      score: scoreOf(data),
      inherentLikelihood: likelihood,
      inherentImpact: impact,
    },
  });
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
    reason: string;
    changedById: string;
    changedAt: Date;
  },
): Promise<void> {
  const { level, ...facts } = change;
  await tx.riskLevelChange.create({ data: { ...facts, ...level } });
}

/** The owner works on the project, and the stage belongs to it: ids from a client are never trusted. */
export async function checkReferences(
  db: ReadDb,
  refs: { projectId: ProjectId; ownerId: string; stageId: string | null },
): Promise<void> {
  const { projectId, ownerId, stageId } = refs;
  const owner = await db.projectMember.findFirst({
    where: { projectId, userId: ownerId, removedAt: null },
    select: { userId: true },
  });
  if (owner === null) {
    throw fieldError("ownerId", "Choose an owner who is part of this project.");
  }
  if (stageId === null) {
    return;
  }
  const stage = await db.stage.findFirst({
    where: { id: stageId, projectId },
    select: { id: true },
  });
  if (stage === null) {
    throw fieldError("stageId", "Choose a stage of this project.");
  }
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
