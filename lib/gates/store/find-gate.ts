import "server-only";
import type { ProjectFacts } from "@/lib/gates/rules/gate-facts";
import { gateAt } from "@/lib/gates/rules/gate-facts";
import { loadProjectFacts } from "@/lib/gates/store/load-facts";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";

export async function scopeOfGate(db: ReadDb, gateId: string) {
  const row = await db.gate.findUnique({ where: { id: gateId }, select: { projectId: true } });
  return row === null ? null : { kind: "project" as const, projectId: row.projectId as ProjectId };
}

export async function scopeOfCondition(db: ReadDb, conditionId: string) {
  const row = await db.gateCondition.findUnique({
    where: { id: conditionId },
    select: { gateId: true },
  });
  return row === null ? null : scopeOfGate(db, row.gateId);
}

export async function scopeOfProject(db: ReadDb, projectId: string) {
  const row = await db.project.findUnique({ where: { id: projectId }, select: { id: true } });
  return row === null ? null : { kind: "project" as const, projectId: row.id as ProjectId };
}

export async function loadGateAt(db: ReadDb, at: { gateId: string; projectId: string; now: Date }) {
  const project = await loadProjectFacts(db, at);
  return placeOf(project, at.gateId);
}

function placeOf(project: ProjectFacts, gateId: string) {
  const gate = project.gates.find((each) => each.id === gateId);
  if (gate === undefined) {
    throw new AppError("not_found", "This gate does not exist any more.");
  }
  return gateAt(project, gate);
}
