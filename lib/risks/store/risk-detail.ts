import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, RiskId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";
import { shadeAt } from "@/lib/risks/rules/matrix";
import type { RiskOptionsView } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { matrixOf } from "@/lib/risks/store/matrix";
import { findRegisterRow } from "@/lib/risks/store/register";
import { listReviews } from "@/lib/risks/store/reviews";
import { loadRisk } from "@/lib/risks/store/risk-rows";
import { Prisma } from "@/prisma/generated/client";

/** Everything the drawer of one risk shows. */
export async function loadRiskDetail(db: ReadDb, at: { id: RiskId; projectId: ProjectId }) {
  const [row, risk, changes, options, reviews] = await Promise.all([
    findRegisterRow(db, at),
    loadRisk(db, at),
    db.riskLevelChange.findMany({
      where: { riskId: at.id },
      orderBy: { changedAt: "desc" },
      take: 100,
    }),
    loadRiskOptions(db, at.projectId),
    listReviews(db, at.id),
  ]);
  if (row === null) {
    throw new AppError("not_found", "There is no such risk.");
  }
  const names = await namesOf(db, [
    risk.raisedById,
    ...changes.flatMap((change) => change.changedById ?? []),
  ]);
  const { people, stages, gates, matrix } = options;
  return {
    row,
    matrix,
    facts: {
      version: risk.version,
      cause: risk.cause,
      event: risk.event,
      consequence: risk.consequence,
      stageId: risk.stageId,
      gateId: risk.gateId,
      ownerId: risk.ownerId,
      source: risk.source,
      reviewedAt: risk.reviewedAt?.toISOString() ?? null,
      knowledge: risk.knowledge,
      treatmentNote: risk.treatmentNote,
      identifiedOn: dayOf(risk.identifiedOn),
      raisedByName: names.get(risk.raisedById) ?? "",
      closedReason: risk.closedReason,
      changes: changes.map((change) => changeView(change, { matrix, names })),
      reviews,
      people,
      stages,
      gates,
    },
  };
}

type Options = Pick<RiskOptionsView, "projectName" | "people" | "stages" | "gates" | "matrix">;

/** Who may own a risk of this project, and the stages it may belong to. */
export async function loadRiskOptions(db: ReadDb, projectId: ProjectId): Promise<Options> {
  const rows = await db.$queryRaw<Options[]>`
    SELECT p.name AS "projectName",
      COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY m."addedAt")
        FROM project_members m JOIN users u ON u.id = m."userId"
        WHERE m."projectId" = p.id AND m."removedAt" IS NULL), '[]') AS people,
      COALESCE((SELECT json_agg(json_build_object('id', s.id, 'number', s.number, 'name', s.name)
          ORDER BY s.number)
        FROM stages s WHERE s."projectId" = p.id), '[]') AS stages,
      COALESCE((SELECT json_agg(json_build_object('id', g.id, 'code', g.code, 'name', g.name)
          ORDER BY s.number, g.code)
        FROM gates g JOIN stages s ON s.id = g."stageId" AND s."tailoredOutAt" IS NULL
        WHERE g."projectId" = p.id), '[]') AS gates,
      ${matrixOf(Prisma.sql`p."workspaceId"`)} AS matrix
    FROM projects p WHERE p.id = ${projectId}::uuid`;
  const options = rows[0];
  if (options === undefined) {
    throw new AppError("not_found", "There is no such project.");
  }
  return options;
}

type Change = Awaited<ReturnType<ReadDb["riskLevelChange"]["findMany"]>>[number];

/** A step of an earlier, larger matrix has the colour of the nearest cell of today. */
function changeView(
  change: Change,
  { matrix, names }: { matrix: Matrix; names: ReadonlyMap<string, string> },
) {
  const { kind, likelihood, impact, knowledge, reason, changedById, changedAt } = change;
  const nearest = {
    likelihood: Math.min(likelihood, matrix.likelihoods.length),
    impact: Math.min(impact, matrix.impacts.length),
  };
  return {
    kind,
    likelihood,
    impact,
    shade: shadeAt(matrix, nearest),
    knowledge,
    reason,
    byName: changedById === null ? null : (names.get(changedById) ?? ""),
    at: changedAt.toISOString(),
  };
}

export async function namesOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(users.map((user) => [user.id, user.name]));
}
