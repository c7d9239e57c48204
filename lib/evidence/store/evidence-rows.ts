import "server-only";
import type { EvidenceKind } from "@/lib/evidence/rules/evidence-kinds";
import { evidenceStatus } from "@/lib/evidence/rules/evidence-status";
import type { EvidenceStatus } from "@/lib/evidence/schema";
import { AppError } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

export async function projectIdOfEvidence(db: ReadDb, id: string): Promise<ProjectId | null> {
  const row = await db.evidence.findUnique({ where: { id }, select: { projectId: true } });
  return row === null ? null : (row.projectId as ProjectId);
}

export type EvidenceRecord = {
  id: string;
  kind: EvidenceKind;
  title: string;
  stageId: string | null;
  taskId: string | null;
  outputId: string | null;
  revision: number;
  addedById: string;
  addedBy: string;
  status: EvidenceStatus;
};

type Row = Omit<EvidenceRecord, "status"> & {
  supersededAt: Date | null;
  withdrawnAt: Date | null;
  validUntil: string | null;
};

/** Locked, so that of two people who replace the same piece one finds it replaced. */
export async function lockEvidence(
  tx: Tx,
  at: { id: string; projectId: ProjectId; now: Date },
): Promise<EvidenceRecord> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.id, e.kind::text AS kind, e.title, e."stageId", e."taskId", e."outputId", e.revision,
           e."addedById", u.name AS "addedBy", e."supersededAt", e."withdrawnAt",
           e."validUntil"::text AS "validUntil"
    FROM evidence e JOIN users u ON u.id = e."addedById"
    WHERE e.id = ${at.id}::uuid AND e."projectId" = ${at.projectId}::uuid
    FOR UPDATE OF e`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This evidence does not exist any more.");
  }
  const { supersededAt, withdrawnAt, validUntil, ...facts } = row;
  const status = evidenceStatus({ supersededAt, withdrawnAt, validUntil }, dayOf(at.now));
  return { ...facts, status };
}

type NewEvidence = {
  projectId: string;
  kind: EvidenceKind;
  stageId: string | null;
  taskId: string | null;
  outputId: string | null;
  title: string;
  note: string;
  url: string | null;
  fileId: string | null;
  sha256: string | null;
  data: Readonly<Record<string, unknown>> | null;
  effectiveOn: string;
  validUntil: string | null;
  receivedAt: Date;
  revision: number;
  supersedesId: string | null;
  addedById: string;
};

export async function insertEvidence(tx: Tx, facts: NewEvidence): Promise<string> {
  const { data, effectiveOn, validUntil, ...rest } = facts;
  const { id } = await tx.evidence.create({
    data: {
      ...rest,
      effectiveOn: dateOf(effectiveOn),
      validUntil: validUntil === null ? null : dateOf(validUntil),
      data: data === null ? Prisma.DbNull : (data as Prisma.InputJsonObject),
    },
    select: { id: true },
  });
  return id;
}

export async function markSuperseded(tx: Tx, facts: { id: string; at: Date }): Promise<void> {
  await tx.evidence.updateMany({ where: { id: facts.id }, data: { supersededAt: facts.at } });
}

export async function markWithdrawn(
  tx: Tx,
  facts: { id: string; at: Date; reason: string },
): Promise<void> {
  await tx.evidence.updateMany({
    where: { id: facts.id },
    data: { withdrawnAt: facts.at, withdrawReason: facts.reason },
  });
}

export type Placement = {
  stage: { id: string } | null;
  task: { id: string; stageId: string } | null;
  output: { id: string; stageId: string; name: string; kind: string; field: string | null } | null;
};

/** The named places, each null when the project has no such thing. */
export async function loadPlacement(
  db: ReadDb,
  at: {
    projectId: string;
    stageId: string | null;
    taskId: string | null;
    outputId: string | null;
  },
): Promise<Placement> {
  const { projectId, stageId, taskId, outputId } = at;
  const stage =
    stageId === null
      ? null
      : await db.stage.findFirst({ where: { id: stageId, projectId }, select: { id: true } });
  const task =
    taskId === null
      ? null
      : await db.task.findFirst({
          where: { id: taskId, projectId },
          select: { id: true, stageId: true },
        });
  const output =
    outputId === null
      ? null
      : await db.output.findFirst({
          where: { id: outputId, projectId },
          select: { id: true, stageId: true, name: true, kind: true, field: true },
        });
  return { stage, task, output };
}
