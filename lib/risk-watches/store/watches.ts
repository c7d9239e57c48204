import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Look } from "@/lib/risk-watches/rules/look";
import { ruleWords, type WatchRule } from "@/lib/risk-watches/rules/watch-words";
import { columnsOfRule, ruleOfRow } from "@/lib/risk-watches/store/watch-rows";
import { riskKey } from "@/lib/risks/rules";

type Scope = { kind: "project"; projectId: ProjectId } | null;

export async function scopeOfWatch(db: ReadDb, watchId: string): Promise<Scope> {
  const row = await db.riskWatch.findUnique({
    where: { id: watchId },
    select: { projectId: true },
  });
  return row === null ? null : { kind: "project", projectId: row.projectId as ProjectId };
}

export async function scopeOfFinding(db: ReadDb, findingId: string): Promise<Scope> {
  const row = await db.riskFinding.findUnique({
    where: { id: findingId },
    select: { risk: { select: { projectId: true } } },
  });
  return row === null ? null : { kind: "project", projectId: row.risk.projectId as ProjectId };
}

/** What the living watches of a risk expect, as words: no two may expect the same. */
export async function listRuleWords(db: ReadDb, riskId: string): Promise<string[]> {
  const rows = await db.riskWatch.findMany({ where: { riskId, endedAt: null } });
  return rows.map((row) => ruleWords(ruleOfRow(row)));
}

export async function insertWatch(
  tx: Tx,
  watch: {
    riskId: string;
    projectId: string;
    rule: WatchRule;
    effect: { likelihood: number; impact: number };
    look: Pick<Look, "state" | "seen">;
    addedById: string;
    at: Date;
  },
): Promise<string> {
  const { riskId, projectId, rule, effect, look, addedById, at } = watch;
  const { id } = await tx.riskWatch.create({
    data: {
      riskId,
      projectId,
      ...columnsOfRule(rule),
      likelihoodEffect: effect.likelihood,
      impactEffect: effect.impact,
      ...look,
      stateSince: at,
      addedById,
      addedAt: at,
    },
    select: { id: true },
  });
  return id;
}

export async function loadWatch(db: ReadDb, watchId: string) {
  const row = await db.riskWatch.findUnique({
    where: { id: watchId },
    include: { risk: { select: { number: true, ownerId: true } } },
  });
  if (row === null) {
    throw new AppError("not_found", "There is no such watch.");
  }
  const { risk, riskId } = row;
  return { riskId, ownerId: risk.ownerId, key: riskKey(risk.number), rule: ruleOfRow(row) };
}

/** False when it had ended before. */
export async function endOneWatch(tx: Tx, at: { watchId: string; now: Date }): Promise<boolean> {
  const { count } = await tx.riskWatch.updateMany({
    where: { id: at.watchId, endedAt: null },
    data: { endedAt: at.now },
  });
  return count > 0;
}

export async function loadFinding(db: ReadDb, findingId: string) {
  const row = await db.riskFinding.findUnique({
    where: { id: findingId },
    include: { risk: { select: { number: true, ownerId: true } } },
  });
  if (row === null) {
    throw new AppError("not_found", "There is no such finding.");
  }
  const { risk, riskId } = row;
  return { riskId, ownerId: risk.ownerId, key: riskKey(risk.number) };
}

/** False when somebody had closed it before. */
export async function closeOneFinding(
  tx: Tx,
  facts: { findingId: string; by: string; note: string; at: Date },
): Promise<boolean> {
  const { findingId, by, note, at } = facts;
  const { count } = await tx.riskFinding.updateMany({
    where: { id: findingId, closedAt: null },
    data: { closedAt: at, closedById: by, closedReason: note },
  });
  return count > 0;
}
