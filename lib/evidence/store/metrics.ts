import "server-only";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { MetricDirection } from "@/prisma/generated/enums";

export async function insertMetric(
  tx: Tx,
  facts: {
    projectId: string;
    name: string;
    value: number;
    slice: string;
    dataSetHash: string;
    unit: string;
    modelRef: string;
    direction: MetricDirection;
    measuredAt: Date;
    source: string;
    evidenceId: string | null;
    addedById: string;
    receivedAt: Date;
  },
): Promise<string> {
  const { id } = await tx.metric.create({ data: facts, select: { id: true } });
  return id;
}

export type MetricRow = {
  id: string;
  name: string;
  slice: string;
  value: number;
  direction: MetricDirection;
  dataSetHash: string;
  unit: string;
  modelRef: string;
  measuredAt: Date;
  source: string;
  evidenceId: string | null;
  addedById: string;
  addedBy: string;
};

export async function listMetricRows(
  db: ReadDb,
  page: {
    projectId: string;
    name: string | null;
    slice: string | null;
    before: { measuredAt: Date; id: string } | null;
    limit: number;
  },
): Promise<MetricRow[]> {
  const { projectId, name, slice, before, limit } = page;
  return db.$queryRaw<MetricRow[]>`
    SELECT m.id, m.name, m.slice, m.value, m.direction::text AS direction, m."dataSetHash",
      m.unit, m."modelRef", m."measuredAt", m.source, m."evidenceId", m."addedById", u.name AS "addedBy"
    FROM metrics m JOIN users u ON u.id = m."addedById"
    WHERE m."projectId" = ${projectId}::uuid
      AND (${name}::text IS NULL OR m.name = ${name})
      AND (${slice}::text IS NULL OR m.slice = ${slice})
      AND (${before === null} OR (m."measuredAt", m.id)
        < (${before?.measuredAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    ORDER BY m."measuredAt" DESC, m.id DESC
    LIMIT ${limit + 1}`;
}
