import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { isInMatrix } from "@/lib/risks/rules/matrix";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { Prisma } from "@/prisma/generated/client";

/**
 * The newest matrix of a workspace as JSON, inside a statement that asks for more. Its own name is one
 * no statement around it uses: with the same name the workspace would be compared with itself.
 */
export function matrixOf(workspaceId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT json_build_object('version', newest.version,
      'likelihoods', newest.likelihoods, 'impacts', newest.impacts, 'levels', newest.levels,
      'grid', newest.grid, 'within', newest.within)
    FROM risk_matrices newest WHERE newest."workspaceId" = ${workspaceId}
    ORDER BY newest.version DESC LIMIT 1)`;
}

/** Every workspace has one from its first moment. */
export async function loadMatrix(db: ReadDb, workspaceId: string): Promise<Matrix> {
  const [row] = await db.$queryRaw<{ matrix: Matrix | null }[]>`
    SELECT ${matrixOf(Prisma.sql`${workspaceId}::uuid`)} AS matrix`;
  if (row?.matrix == null) {
    throw new AppError("not_found", "This workspace does not exist any more.");
  }
  return row.matrix;
}

/** The same with the workspace held: nobody changes the matrix while a level is checked against it. */
export async function holdMatrix(tx: Tx, workspaceId: string): Promise<Matrix> {
  await tx.$queryRaw`SELECT id FROM workspaces WHERE id = ${workspaceId}::uuid FOR KEY SHARE`;
  return loadMatrix(tx, workspaceId);
}

export function demandInMatrix(
  matrix: Matrix,
  level: { likelihood: number; impact: number },
): void {
  if (isInMatrix(matrix, level)) {
    return;
  }
  const { likelihoods, impacts } = matrix;
  const issue = (path: "likelihood" | "impact", steps: number) =>
    level[path] > steps
      ? [{ path, message: `The matrix of this workspace has ${steps} steps of ${path}.` }]
      : [];
  throw new AppError("invalid_input", "This level lies outside of the matrix.", {
    issues: [...issue("likelihood", likelihoods.length), ...issue("impact", impacts.length)],
  });
}
