import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { Tx } from "@/lib/platform/db";
import { tellProgress } from "@/lib/platform/progress";
import {
  levelChangesOf,
  type RiskBefore,
  type WrittenRisk,
} from "@/lib/risk-imports/rules/written-risk";
import { Prisma } from "@/prisma/generated/client";

/** Rows per statement: few statements, and progress that moves. */
const BATCH = 500;

export type WriteFacts = {
  workspaceId: string;
  importId: string;
  matrixVersion: number;
  by: string;
  now: Date;
  reason: string;
};

/** The columns of a batch as PostgreSQL reads them from JSON; days and enums are cast by hand. */
const given = Prisma.sql`x(id uuid, "projectId" uuid, number int, version int, title text,
  cause text, event text, consequence text, category "RiskCategory", "stageId" uuid,
  "ownerId" uuid, "identifiedOn" date, source "RiskSource", "inherentLikelihood" int,
  "inherentImpact" int, likelihood int, impact int, "residualLikelihood" int,
  "residualImpact" int, knowledge "KnowledgeStrength", treatment "RiskTreatment",
  "treatmentNote" text, "dueOn" date, "reviewDueOn" date)`;

/** Takes the next numbers of each project, the projects in one order for everybody. */
export async function takeRiskNumbers(
  tx: Tx,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const ids = [...counts.keys()];
  await tx.$queryRaw`SELECT id FROM projects WHERE id = ANY(${ids}::uuid[]) ORDER BY id
    FOR NO KEY UPDATE`;
  const wanted = JSON.stringify(ids.map((id) => ({ id, count: counts.get(id) ?? 0 })));
  const rows = await tx.$queryRaw<{ id: string; before: number }[]>`
    UPDATE projects p SET "lastRiskNumber" = p."lastRiskNumber" + x.count
    FROM jsonb_to_recordset(${wanted}::jsonb) AS x(id uuid, count int)
    WHERE p.id = x.id RETURNING p.id, p."lastRiskNumber" - x.count AS before`;
  return new Map(rows.map(({ id, before }) => [id, before]));
}

/** Writes every risk of an import, new ones and updates, with the history of their levels. */
export async function writeRisks(
  tx: Tx,
  risks: readonly WrittenRisk[],
  facts: WriteFacts,
): Promise<void> {
  for (let from = 0; from < risks.length; from += BATCH) {
    const batch = risks.slice(from, from + BATCH);
    await insertRisks(
      tx,
      batch.filter(({ before }) => before === null),
      facts,
    );
    await updateRisks(
      tx,
      batch.filter(({ before }) => before !== null),
      facts,
    );
    await insertLevelChanges(tx, batch, facts);
    tellProgress({ done: from + batch.length, all: risks.length });
  }
}

function asJson(risks: readonly WrittenRisk[]): string {
  return JSON.stringify(
    risks.map(({ id, projectId, number, version, columns }) => ({
      ...columns,
      id,
      projectId,
      number,
      version,
    })),
  );
}

async function insertRisks(tx: Tx, risks: readonly WrittenRisk[], facts: WriteFacts) {
  if (risks.length === 0) {
    return;
  }
  const { workspaceId, importId, by, now } = facts;
  await tx.$executeRaw`
    INSERT INTO risks (id, "workspaceId", "projectId", number, title, cause, event, consequence,
      category, "stageId", "ownerId", "identifiedOn", source, "inherentLikelihood",
      "inherentImpact", likelihood, impact, "residualLikelihood", "residualImpact", knowledge,
      treatment, "treatmentNote", "dueOn", "reviewDueOn", "statusSince", "raisedById",
      "raisedAt", "ratedAt", "importId", version)
    SELECT x.id, ${workspaceId}::uuid, x."projectId", x.number, x.title, x.cause, x.event,
      x.consequence, x.category, x."stageId", x."ownerId", x."identifiedOn", x.source,
      x."inherentLikelihood", x."inherentImpact", x.likelihood, x.impact, x."residualLikelihood",
      x."residualImpact", x.knowledge, x.treatment, x."treatmentNote", x."dueOn",
      x."reviewDueOn", ${now}, ${by}::uuid, ${now}, ${now}, ${importId}::uuid, x.version
    FROM jsonb_to_recordset(${asJson(risks)}::jsonb) AS ${given}`;
}

async function updateRisks(tx: Tx, risks: readonly WrittenRisk[], { now }: WriteFacts) {
  if (risks.length === 0) {
    return;
  }
  const changed = await tx.$executeRaw`
    UPDATE risks r SET title = x.title, cause = x.cause, event = x.event,
      consequence = x.consequence, category = x.category, "stageId" = x."stageId",
      "ownerId" = x."ownerId", "identifiedOn" = x."identifiedOn", source = x.source,
      "inherentLikelihood" = x."inherentLikelihood", "inherentImpact" = x."inherentImpact",
      likelihood = x.likelihood, impact = x.impact,
      "residualLikelihood" = x."residualLikelihood", "residualImpact" = x."residualImpact",
      knowledge = x.knowledge, treatment = x.treatment, "treatmentNote" = x."treatmentNote",
      "dueOn" = x."dueOn", "reviewDueOn" = x."reviewDueOn",
      "ratedAt" = CASE WHEN (r.likelihood, r.impact) = (x.likelihood, x.impact)
        THEN r."ratedAt" ELSE ${now} END,
      version = x.version
    FROM jsonb_to_recordset(${asJson(risks)}::jsonb) AS ${given}
    WHERE r.id = x.id AND r.version = x.version - 1 AND r.status = 'open'`;
  if (changed !== risks.length) {
    throw changedMeanwhile();
  }
}

export function changedMeanwhile(): AppError {
  return new AppError(
    "conflict",
    "The register was changed while you were looking. Look at the preview as it is now and import again.",
  );
}

async function insertLevelChanges(tx: Tx, risks: readonly WrittenRisk[], facts: WriteFacts) {
  const changes = risks.flatMap(({ id, columns, before }) =>
    levelChangesOf(columns, before).map((change) => ({
      ...change,
      riskId: id,
      knowledge: columns.knowledge,
    })),
  );
  if (changes.length === 0) {
    return;
  }
  const { reason, matrixVersion, by, now } = facts;
  await tx.$executeRaw`
    INSERT INTO risk_level_changes (id, "riskId", kind, likelihood, impact, knowledge, reason,
      "matrixVersion", "changedById", "changedAt")
    SELECT gen_random_uuid(), x."riskId", x.kind, x.likelihood, x.impact, x.knowledge, ${reason},
      ${matrixVersion}, ${by}::uuid, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      AS x("riskId" uuid, kind "RiskLevelKind", likelihood int, impact int,
        knowledge "KnowledgeStrength")`;
}

/** What stands in the register of these risks, held until the import ends. */
export async function holdRisks(tx: Tx, ids: readonly string[]): Promise<Map<string, RiskBefore>> {
  if (ids.length === 0) {
    return new Map();
  }
  const rows = await tx.$queryRaw<RiskBefore[]>`
    SELECT id, "projectId", number, version, title, cause, event, consequence, category::text,
      "stageId", "ownerId", "identifiedOn"::text, source::text, "inherentLikelihood",
      "inherentImpact", likelihood, impact, "residualLikelihood", "residualImpact",
      knowledge::text, treatment::text, "treatmentNote", "dueOn"::text, "reviewDueOn"::text
    FROM risks WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Puts an import back: its own risks go, the ones it updated have again what they had. */
export async function takeBackRisks(
  tx: Tx,
  risks: readonly WrittenRisk[],
  facts: WriteFacts,
): Promise<void> {
  const added = risks.filter(({ before }) => before === null).map(({ id }) => id);
  await tx.$executeRaw`DELETE FROM risk_level_changes WHERE "riskId" = ANY(${added}::uuid[])`;
  await tx.$executeRaw`DELETE FROM risk_status_changes WHERE "riskId" = ANY(${added}::uuid[])`;
  await tx.$executeRaw`DELETE FROM risks WHERE id = ANY(${added}::uuid[])`;
  const restored = risks.flatMap(({ before, columns, ...at }): WrittenRisk[] => {
    if (before === null) {
      return [];
    }
    const { id: _, projectId: __, number: ___, version: ____, ...was } = before;
    return [{ ...at, version: at.version + 1, columns: was, before: { ...before, ...columns } }];
  });
  for (let from = 0; from < restored.length; from += BATCH) {
    const batch = restored.slice(from, from + BATCH);
    await updateRisks(tx, batch, facts);
    await insertLevelChanges(tx, batch, facts);
  }
}
