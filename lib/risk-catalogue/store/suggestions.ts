import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { SuggestingStage } from "@/lib/risk-catalogue/rules/suggest";
import {
  type KeptEntry,
  type OwnEntry,
  wholeCatalogue,
} from "@/lib/risk-catalogue/rules/whole-catalogue";
import { loadCatalogue, ownEntriesOf } from "@/lib/risk-catalogue/store/entries";
import { loadShipped } from "@/lib/risk-catalogue/store/shipped";
import { riskKey } from "@/lib/risks/rules";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { matrixOf } from "@/lib/risks/store/matrix";
import { Prisma } from "@/prisma/generated/client";

type Dismissal = { key: string; reason: string; byName: string; at: string };

type Row = {
  stages: SuggestingStage[];
  currentStage: number | null;
  taken: string[];
  dismissed: Dismissal[];
  own: OwnEntry[];
  matrix: Matrix;
};

type Ground = Omit<Row, "own"> & { entries: KeptEntry[] };

/** Everything suggestions of one project follow from, in one statement. */
export async function loadGround(db: ReadDb, projectId: ProjectId): Promise<Ground> {
  const workspace = Prisma.sql`p."workspaceId"`;
  const [shipped, rows] = await Promise.all([
    loadShipped(),
    db.$queryRaw<Row[]>`
      SELECT
        COALESCE((SELECT json_agg(json_build_object('id', s.id, 'number', s.number,
            'name', s.name, 'key', s.key, 'tasks', ARRAY(SELECT t.key FROM tasks t
              WHERE t."stageId" = s.id AND t.key IS NOT NULL AND t.status <> 'tailored_out'))
            ORDER BY s.number)
          FROM stages s WHERE s."projectId" = p.id AND s."tailoredOutAt" IS NULL), '[]') AS stages,
        (SELECT st."stageNumber" FROM project_standings st
          WHERE st."projectId" = p.id) AS "currentStage",
        ARRAY(SELECT r."catalogueKey" FROM risks r
          WHERE r."projectId" = p.id AND r."catalogueKey" IS NOT NULL) AS taken,
        COALESCE((SELECT json_agg(json_build_object('key', d.key, 'reason', d.reason,
            'byName', u.name, 'at', to_char(d."dismissedAt" AT TIME ZONE 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY d."dismissedAt" DESC)
          FROM risk_suggestion_dismissals d JOIN users u ON u.id = d."dismissedById"
          WHERE d."projectId" = p.id), '[]') AS dismissed,
        ${ownEntriesOf(workspace)} AS own,
        ${matrixOf(workspace)} AS matrix
      FROM projects p WHERE p.id = ${projectId}::uuid`,
  ]);
  const [row] = rows;
  if (row === undefined) {
    throw new AppError("not_found", "There is no such project.");
  }
  const { own, ...facts } = row;
  return { ...facts, entries: wholeCatalogue(shipped.entries, own) };
}

/** An entry that is still suggested; a retired one is not taken over any more. */
export async function loadEntry(
  db: ReadDb,
  at: { workspaceId: string; key: string },
): Promise<KeptEntry> {
  const entries = await loadCatalogue(db, at.workspaceId);
  const entry = entries.find(({ key, isRetired }) => key === at.key && !isRetired);
  if (entry === undefined) {
    throw new AppError("not_found", "The catalogue has no such risk any more.");
  }
  return entry;
}

/** Asked once the row of the project is held: of two clicks one raises the risk and one is told. */
export async function demandNotTaken(
  tx: Tx,
  { projectId, key }: { projectId: ProjectId; key: string },
): Promise<void> {
  const risk = await tx.risk.findFirst({
    where: { projectId, catalogueKey: key },
    select: { number: true },
  });
  if (risk !== null) {
    throw new AppError(
      "rule_refused",
      `It was taken over already, as ${riskKey(risk.number)}. Work on that one.`,
    );
  }
}

export async function addDismissal(
  tx: Tx,
  row: { projectId: ProjectId; key: string; reason: string; by: string; now: Date },
): Promise<boolean> {
  const { by: dismissedById, now: dismissedAt, ...facts } = row;
  const { count } = await tx.riskSuggestionDismissal.createMany({
    data: [{ ...facts, dismissedById, dismissedAt }],
    skipDuplicates: true,
  });
  return count > 0;
}

export async function removeDismissal(
  tx: Tx,
  at: { projectId: ProjectId; key: string },
): Promise<boolean> {
  return (await tx.riskSuggestionDismissal.deleteMany({ where: at })).count > 0;
}
