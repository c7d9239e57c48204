import "server-only";
import type { ReadDb } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

const isKept = Prisma.sql`e."withdrawnAt" IS NULL AND e."supersededAt" IS NULL`;

/** Condition on `evidence e`: not withdrawn, not superseded, not past its last day. */
export const isLiving = Prisma.sql`${isKept}
  AND (e."validUntil" IS NULL OR e."validUntil" >= (now() AT TIME ZONE 'UTC')::date)`;

/** The same on a given day, for what is judged by the clock of a command. */
export function livingOn(day: string): Prisma.Sql {
  return Prisma.sql`${isKept} AND (e."validUntil" IS NULL OR e."validUntil" >= ${day}::date)`;
}

/** Living evidence per output of the project. An output nothing is attached to is not in the map. */
export async function outputsMet(db: ReadDb, projectId: string): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ outputId: string; evidenceIds: string[] }[]>`
    SELECT e."outputId", array_agg(e.id::text ORDER BY e."receivedAt", e.id) AS "evidenceIds"
    FROM evidence e
    WHERE e."projectId" = ${projectId}::uuid AND e."outputId" IS NOT NULL AND ${isLiving}
    GROUP BY e."outputId"`;
  return new Map(rows.map((row) => [row.outputId, row.evidenceIds]));
}
