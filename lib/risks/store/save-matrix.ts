import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Matrix, MatrixDrawing } from "@/lib/risks/schema/matrix";
import { Prisma } from "@/prisma/generated/client";

/** Whoever rates or raises a risk waits until the new matrix stands. */
export async function lockMatrix(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM workspaces WHERE id = ${workspaceId}::uuid FOR UPDATE`;
}

export type PlacedRisk = {
  id: string;
  projectId: string;
  number: number;
  title: string;
  likelihood: number;
  impact: number;
  status: "open" | "accepted";
};

/** Every risk that is not closed, as a change of the matrix would move it. */
export async function listPlacedRisks(db: ReadDb, workspaceId: string): Promise<PlacedRisk[]> {
  return db.risk.findMany({
    where: { workspaceId, status: { not: "closed" } },
    select: {
      id: true,
      projectId: true,
      number: true,
      title: true,
      likelihood: true,
      impact: true,
      status: true,
    },
    orderBy: [{ score: "desc" }, { id: "asc" }],
  }) as Promise<PlacedRisk[]>;
}

type Saving = {
  workspaceId: string;
  from: Matrix;
  drawing: MatrixDrawing;
  reason: string;
  by: string;
  at: Date;
};

/**
 * The new version, and every rating of the workspace mapped to it in one statement each: current,
 * inherent and residual levels, what acceptances cover and what waits for a signature. Where the
 * size changes, each risk keeps a note of it in its history.
 */
export async function saveMatrix(tx: Tx, saving: Saving): Promise<number> {
  const { workspaceId, from, drawing, reason, by, at } = saving;
  const version = from.version + 1;
  await tx.riskMatrix.create({
    data: { ...drawing, workspaceId, version, reason, savedById: by, savedAt: at },
  });
  const rows = { from: from.likelihoods.length, to: drawing.likelihoods.length };
  const columns = { from: from.impacts.length, to: drawing.impacts.length };
  const isResized = rows.from !== rows.to || columns.from !== columns.to;
  const likelihood = (column: Prisma.Sql) => mapped(column, rows);
  const impact = (column: Prisma.Sql) => mapped(column, columns);
  await tx.$executeRaw`
    UPDATE risks SET likelihood = ${likelihood(Prisma.sql`"likelihood"`)}, impact = ${impact(Prisma.sql`"impact"`)},
      "inherentLikelihood" = ${likelihood(Prisma.sql`"inherentLikelihood"`)},
      "inherentImpact" = ${impact(Prisma.sql`"inherentImpact"`)},
      "residualLikelihood" = ${likelihood(Prisma.sql`"residualLikelihood"`)},
      "residualImpact" = ${impact(Prisma.sql`"residualImpact"`)},
      version = version + ${isResized ? 1 : 0}
    WHERE "workspaceId" = ${workspaceId}::uuid`;
  if (isResized) {
    const ofWorkspace = Prisma.sql`"riskId" IN (SELECT id FROM risks
      WHERE "workspaceId" = ${workspaceId}::uuid)`;
    await tx.$executeRaw`
      UPDATE risk_acceptances SET likelihood = ${likelihood(Prisma.sql`"likelihood"`)},
        impact = ${impact(Prisma.sql`"impact"`)} WHERE ${ofWorkspace}`;
    const note = `Mapped to version ${version} of the matrix.`;
    await tx.$executeRaw`
      INSERT INTO risk_level_changes (id, "riskId", kind, likelihood, impact, knowledge, reason,
        "matrixVersion", "changedById", "changedAt")
      SELECT gen_random_uuid(), id, 'current', likelihood, impact, knowledge, ${note}, ${version},
        ${by}::uuid, ${at}
      FROM risks WHERE "workspaceId" = ${workspaceId}::uuid AND status <> 'closed'`;
  }
  return version;
}

/** The twin in SQL of `mappedStep`. */
function mapped(column: Prisma.Sql, { from, to }: { from: number; to: number }): Prisma.Sql {
  return Prisma.sql`ceil(${column} * ${to}::numeric / ${from})::int`;
}

export function demandSame(from: Matrix, version: number): void {
  if (from.version !== version) {
    throw new AppError(
      "conflict",
      "Somebody saved another matrix meanwhile. Look at it, draw yours again and read the preview.",
    );
  }
}
