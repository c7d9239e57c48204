import "server-only";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { LoopReasonCode } from "@/lib/projects/rules/loop-reasons";
import { holds, stageStates } from "@/lib/projects/rules/stage-state";
import { refuseStaleProject } from "@/lib/projects/store/project-rows";
import { listStages } from "@/lib/projects/store/stages";

/** Everything going back looks at: stages with their states, their gates and their tasks. */
export async function loadLoopFacts(db: ReadDb, projectId: string) {
  const rows = await listStages(db, projectId);
  const states = stageStates(
    rows.map((row) => ({
      isTailoredOut: row.tailoredOutAt !== null,
      tasksStarted: row.tasksStarted,
      gateState: row.gates[0]?.state ?? null,
    })),
  );
  const stages = rows.map((row, index) => ({
    id: row.id,
    key: row.key,
    number: row.number,
    name: row.name,
    state: states[index] ?? "not_started",
    estimateDays: row.estimateDays,
    estimateDoneDays: row.estimateDoneDays,
  }));
  const gates = rows.flatMap((row) => row.gates.map((gate) => ({ ...gate, stageId: row.id })));
  const tasks = await db.task.findMany({
    where: { projectId },
    orderBy: { number: "asc" },
    select: {
      id: true,
      stageId: true,
      number: true,
      name: true,
      status: true,
      toRecheck: true,
      loggedDays: true,
    },
  });
  return { stages, gates, tasks, costDays: tasks.reduce((sum, task) => sum + task.loggedDays, 0) };
}

export type LoopFacts = Awaited<ReturnType<typeof loadLoopFacts>>;

/** The ways back that have not reached their origin again, newest first. */
export async function listOpenLoops(db: ReadDb, projectId: string) {
  return db.loopBack.findMany({
    where: { projectId, returnedAt: null },
    orderBy: { iteration: "desc" },
    select: { id: true, fromStageId: true, toStageId: true, iteration: true },
  });
}

const triggerTables = {
  evidence: (db: ReadDb, where: { id: string; projectId: string }) => db.evidence.count({ where }),
  risk: (db: ReadDb, where: { id: string; projectId: string }) => db.risk.count({ where }),
  comment: (db: ReadDb, where: { id: string; projectId: string }) => db.comment.count({ where }),
};

/** Whether what set off the way back is part of the project. */
export async function triggerExists(
  db: ReadDb,
  trigger: { kind: keyof typeof triggerTables; id: string; projectId: string },
): Promise<boolean> {
  const { kind, id, projectId } = trigger;
  return (await triggerTables[kind](db, { id, projectId })) > 0;
}

type NewLoop = {
  projectId: string;
  fromStageId: string;
  toStageId: string;
  iteration: number;
  reason: LoopReasonCode;
  reasonText: string;
  triggerKind: string;
  triggerId: string | null;
  triggerText: string;
  hypothesis: string;
  expectedCostDays: number;
  costBeforeDays: number;
  decidedById: string;
  decidedAt: Date;
};

export async function insertLoopBack(tx: Tx, facts: NewLoop): Promise<{ id: string }> {
  return tx.loopBack.create({ data: facts, select: { id: true } });
}

/** The next iteration, once: two people who go back at the same moment make one. */
export async function beginIteration(
  tx: Tx,
  facts: { projectId: string; version: number },
): Promise<void> {
  const { projectId, version } = facts;
  const { count } = await tx.project.updateMany({
    where: { id: projectId, version },
    data: { iteration: { increment: 1 }, version: { increment: 1 } },
  });
  refuseStaleProject(count);
}

/** Stages whose gate returned to locked have no end any more. */
export async function reopenStages(tx: Tx, stageIds: readonly string[]): Promise<void> {
  await tx.stage.updateMany({
    where: { id: { in: [...stageIds] } },
    data: { actualEndOn: null, version: { increment: 1 } },
  });
}

/**
 * Fills in what a way back cost once the team is back where it set out: every
 * gate between target and origin holds again. To be called after gates moved.
 */
export async function closeReturnedLoops(
  tx: Tx,
  facts: { projectId: string; at: Date },
): Promise<void> {
  const { projectId, at } = facts;
  const open = await listOpenLoops(tx, projectId);
  if (open.length === 0) {
    return;
  }
  const { stages, gates, costDays } = await loadLoopFacts(tx, projectId);
  const numberOf = new Map(stages.map(({ id, number }) => [id, number]));
  for (const loop of open) {
    const first = numberOf.get(loop.toStageId) ?? 0;
    const origin = numberOf.get(loop.fromStageId) ?? 0;
    const between = stages.filter(
      ({ number, state }) => number >= first && number < origin && state !== "tailored_out",
    );
    const passed = gates.filter(({ stageId }) => between.some(({ id }) => id === stageId));
    if (passed.every(({ state }) => holds(state))) {
      const codes = passed.map(({ code }) => code).join(", ");
      await tx.loopBack.updateMany({
        where: { id: loop.id, returnedAt: null },
        data: {
          returnedAt: at,
          costAfterDays: costDays,
          outcome:
            codes === "" ? "Back at the origin." : `Back at the origin: ${codes} hold again.`,
        },
      });
    }
  }
}
