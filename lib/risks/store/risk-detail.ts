import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";
import type { RiskOptionsView } from "@/lib/risks/schema";
import { findRegisterRow } from "@/lib/risks/store/register";
import { loadRisk } from "@/lib/risks/store/risk-rows";

/** Everything the drawer of one risk shows. */
export async function loadRiskDetail(db: ReadDb, at: { id: RiskId; projectId: ProjectId }) {
  const [row, risk, changes, members, stages] = await Promise.all([
    findRegisterRow(db, at),
    loadRisk(db, at),
    db.riskLevelChange.findMany({
      where: { riskId: at.id },
      orderBy: { changedAt: "desc" },
      take: 100,
    }),
    listPeople(db, at.projectId),
    listStages(db, at.projectId),
  ]);
  if (row === null) {
    throw new AppError("not_found", "There is no such risk.");
  }
  const names = await namesOf(db, [
    risk.raisedById,
    ...changes.map((change) => change.changedById),
  ]);
  return {
    row,
    facts: {
      version: risk.version,
      cause: risk.cause,
      event: risk.event,
      consequence: risk.consequence,
      stageId: risk.stageId,
      ownerId: risk.ownerId,
      knowledge: risk.knowledge,
      treatmentNote: risk.treatmentNote,
      identifiedOn: dayOf(risk.identifiedOn),
      raisedByName: names.get(risk.raisedById) ?? "",
      closedReason: risk.closedReason,
      changes: changes.map(({ kind, likelihood, impact, reason, changedById, changedAt }) => ({
        kind,
        likelihood,
        impact,
        reason,
        byName: names.get(changedById) ?? "",
        at: changedAt.toISOString(),
      })),
      people: members.map((member) => member.user),
      stages,
    },
  };
}

type Options = Pick<RiskOptionsView, "projectName" | "people" | "stages">;

/** Who may own a risk of this project, and the stages it may belong to. */
export async function loadRiskOptions(db: ReadDb, projectId: ProjectId): Promise<Options> {
  const rows = await db.$queryRaw<Options[]>`
    SELECT p.name AS "projectName",
      COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY m."addedAt")
        FROM project_members m JOIN users u ON u.id = m."userId"
        WHERE m."projectId" = p.id AND m."removedAt" IS NULL), '[]') AS people,
      COALESCE((SELECT json_agg(json_build_object('id', s.id, 'number', s.number, 'name', s.name)
          ORDER BY s.number)
        FROM stages s WHERE s."projectId" = p.id), '[]') AS stages
    FROM projects p WHERE p.id = ${projectId}::uuid`;
  return rows[0] ?? { projectName: "", people: [], stages: [] };
}

function listPeople(db: ReadDb, projectId: ProjectId) {
  return db.projectMember.findMany({
    where: { projectId, removedAt: null },
    select: { user: { select: { id: true, name: true } } },
    orderBy: { addedAt: "asc" },
  });
}

function listStages(db: ReadDb, projectId: ProjectId) {
  return db.stage.findMany({
    where: { projectId },
    select: { id: true, number: true, name: true },
    orderBy: { number: "asc" },
  });
}

async function namesOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(users.map((user) => [user.id, user.name]));
}
