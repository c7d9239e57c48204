import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { entriesMax } from "@/lib/risk-catalogue/rules/limits";
import {
  factsOf,
  type KeptEntry,
  type OwnEntry,
  seenOf,
  wholeCatalogue,
} from "@/lib/risk-catalogue/rules/whole-catalogue";
import type { CatalogueEntry } from "@/lib/risk-catalogue/schema";
import { loadShipped } from "@/lib/risk-catalogue/store/shipped";
import { Prisma } from "@/prisma/generated/client";

/** The entries of a workspace as JSON, inside a statement that asks for more. */
export function ownEntriesOf(workspaceId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`COALESCE((SELECT json_agg(json_build_object(
      'key', e.key, 'title', e.title, 'category', e.category, 'cause', e.cause, 'event', e.event,
      'consequence', e.consequence, 'stages', e.stages, 'tasks', e.tasks,
      'likelihood', e.likelihood, 'impact', e.impact, 'treatment', e.treatment,
      'advice', e.advice, 'source', e.source, 'isRetired', e."isRetired",
      'saved', json_build_object('byName', u.name, 'at',
        to_char(e."savedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      ORDER BY e.key)
    FROM risk_catalogue_entries e JOIN users u ON u.id = e."savedById"
    WHERE e."workspaceId" = ${workspaceId}), '[]')`;
}

export async function loadCatalogue(db: ReadDb, workspaceId: string): Promise<KeptEntry[]> {
  const { entries } = await loadShipped();
  const [row] = await db.$queryRaw<{ own: OwnEntry[] }[]>`
    SELECT ${ownEntriesOf(Prisma.sql`${workspaceId}::uuid`)} AS own`;
  return wholeCatalogue(entries, row?.own ?? []);
}

/** The same with the catalogue of the workspace held: what is compared here is what is written. */
export async function holdCatalogue(tx: Tx, workspaceId: string): Promise<KeptEntry[]> {
  await tx.$queryRaw`SELECT id FROM workspaces WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
  return loadCatalogue(tx, workspaceId);
}

/** The entry somebody looked at, as long as it still is what they saw. */
export function demandSeen(
  catalogue: readonly KeptEntry[],
  { key, seen }: { key: string; seen: string },
): KeptEntry {
  const entry = catalogue.find((each) => each.key === key);
  if (entry === undefined) {
    throw new AppError("not_found", "There is no such entry in the catalogue.");
  }
  if (seenOf(entry) !== seen) {
    throw new AppError(
      "conflict",
      "Somebody changed this entry meanwhile. Your text is kept; look at the new state and save again.",
    );
  }
  return entry;
}

type Saving = { workspaceId: WorkspaceId; by: string; now: Date; isRetired: boolean };

export async function saveEntries(
  tx: Tx,
  entries: readonly CatalogueEntry[],
  { workspaceId, by, now, isRetired }: Saving,
): Promise<void> {
  const keys = entries.map(({ key }) => key);
  const others = await tx.riskCatalogueEntry.count({
    where: { workspaceId, key: { notIn: keys } },
  });
  if (others + keys.length > entriesMax) {
    throw new AppError(
      "rule_refused",
      `A workspace keeps at most ${entriesMax} entries of its own.`,
    );
  }
  // Replaced as a whole: an entry has no parts that others point at.
  await tx.riskCatalogueEntry.deleteMany({ where: { workspaceId, key: { in: keys } } });
  await tx.riskCatalogueEntry.createMany({
    data: entries.map((entry) => ({
      ...factsOf(entry),
      workspaceId,
      isRetired,
      savedById: by,
      savedAt: now,
    })),
  });
}

export async function removeEntry(
  tx: Tx,
  at: { workspaceId: WorkspaceId; key: string },
): Promise<void> {
  await tx.riskCatalogueEntry.deleteMany({ where: at });
}
