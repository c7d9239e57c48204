import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Stage } from "@/prisma/generated/client";
import type { GateState } from "@/prisma/generated/enums";

const stale =
  "Somebody else changed this stage meanwhile. Nothing was overwritten: reload and look again.";

export async function loadStage(db: ReadDb, stageId: string) {
  const stage = await db.stage.findUnique({
    where: { id: stageId },
    include: {
      project: { select: { id: true, name: true, key: true, strictness: true, status: true } },
      gates: { select: { code: true, state: true }, orderBy: { code: "asc" } },
    },
  });
  if (stage === null) {
    throw new AppError("not_found", "This stage does not exist any more.");
  }
  return stage;
}

export type StageRow = Stage & {
  gates: { id: string; code: string; name: string; state: GateState }[];
};

/** Stages of a project in their order, with their gates, in one statement. */
export async function listStages(db: ReadDb, projectId: string): Promise<StageRow[]> {
  return db.$queryRaw<StageRow[]>`
    SELECT s.*, COALESCE((
        SELECT json_agg(json_build_object('id', g.id, 'code', g.code, 'name', g.name,
                                          'state', g.state) ORDER BY g.code)
        FROM gates g WHERE g."stageId" = s.id), '[]') AS gates
    FROM stages s
    WHERE s."projectId" = ${projectId}::uuid
    ORDER BY s.number`;
}

export async function countLivingStages(db: ReadDb, projectId: string): Promise<number> {
  return db.stage.count({ where: { projectId, tailoredOutAt: null } });
}

type Save = { stageId: string; version: number };

export async function savePlan(
  tx: Tx,
  facts: Save & { startOn: string; endOn: string },
): Promise<void> {
  const { stageId, version, startOn, endOn } = facts;
  const { count } = await tx.stage.updateMany({
    where: { id: stageId, version },
    data: {
      planStartOn: dateOf(startOn),
      planEndOn: dateOf(endOn),
      version: { increment: 1 },
    },
  });
  refuseStale(count);
}

export async function saveTailoring(
  tx: Tx,
  facts: Save & { tailoredOut: { at: Date; reason: string; byId: string } | null },
): Promise<void> {
  const { stageId, version, tailoredOut } = facts;
  const { count } = await tx.stage.updateMany({
    where: { id: stageId, version },
    data: {
      tailoredOutAt: tailoredOut?.at ?? null,
      tailoredOutReason: tailoredOut?.reason ?? "",
      tailoredOutById: tailoredOut?.byId ?? null,
      version: { increment: 1 },
    },
  });
  refuseStale(count);
}

function refuseStale(count: number): void {
  if (count === 0) {
    throw new AppError("conflict", stale);
  }
}
