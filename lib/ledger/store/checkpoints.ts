import "server-only";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { ParsedCheckpoint } from "@/lib/ledger/checkpoint";
import { openCheckpoint } from "@/lib/ledger/checkpoint";
import { listKeys } from "@/lib/ledger/store/signing-key";
import { type ReadDb, readDb } from "@/lib/platform/db";

export type StoredCheckpoint = { size: number; note: string };

export async function ledgerSize(db: ReadDb, workspaceId: WorkspaceId): Promise<number> {
  const head = await db.ledgerHead.findFirst({ where: { workspaceId }, select: { size: true } });
  return Number(head?.size ?? 0);
}

export async function latestCheckpoint(
  db: ReadDb,
  workspaceId: WorkspaceId,
): Promise<StoredCheckpoint | null> {
  const row = await db.ledgerCheckpoint.findFirst({
    where: { workspaceId },
    orderBy: { size: "desc" },
  });
  return row === null ? null : { size: Number(row.size), note: row.note };
}

/** The last one of fewer entries than `size`. */
export async function previousCheckpoint(
  db: ReadDb,
  before: { workspaceId: WorkspaceId; size: number },
): Promise<StoredCheckpoint | null> {
  const row = await db.ledgerCheckpoint.findFirst({
    where: { workspaceId: before.workspaceId, size: { lt: before.size } },
    orderBy: { size: "desc" },
  });
  return row === null ? null : { size: Number(row.size), note: row.note };
}

export async function checkpointAt(
  db: ReadDb,
  at: { workspaceId: WorkspaceId; size: number },
): Promise<StoredCheckpoint | null> {
  const { workspaceId, size } = at;
  const row = await db.ledgerCheckpoint.findFirst({ where: { workspaceId, size } });
  return row === null ? null : { size, note: row.note };
}

/** Workspaces with entries that no checkpoint covers; every one of them while keys change hands. */
export async function listUnsigned({ all }: { all: boolean }): Promise<WorkspaceId[]> {
  const rows = await readDb().$queryRaw<{ workspaceId: WorkspaceId }[]>`
    SELECT h."workspaceId" FROM ledger_heads h
    WHERE h.size > 0 AND (${all} OR h.size > COALESCE((SELECT max(c.size) FROM ledger_checkpoints c
      WHERE c."workspaceId" = h."workspaceId"), 0))
    ORDER BY h."workspaceId"`;
  return rows.map((row) => row.workspaceId);
}

/** Sizes after `after` and up to `to`, in order. */
export async function listCheckpoints(
  db: ReadDb,
  range: { workspaceId: WorkspaceId; after: number; to: number },
): Promise<StoredCheckpoint[]> {
  const { workspaceId, after, to } = range;
  const rows = await db.ledgerCheckpoint.findMany({
    where: { workspaceId, size: { gt: after, lte: to } },
    orderBy: { size: "asc" },
  });
  return rows.map((row) => ({ size: Number(row.size), note: row.note }));
}

/** What a stored checkpoint says, or null where no key of this installation signed it. */
export async function readCheckpoint(
  db: ReadDb,
  stored: StoredCheckpoint,
): Promise<ParsedCheckpoint | null> {
  const origin = stored.note.slice(0, stored.note.indexOf("\n"));
  const keys = await listKeys(db);
  const known = keys.map(({ publicKey }) => ({ name: origin, publicKey }));
  const parsed = openCheckpoint(stored.note, known);
  return parsed?.size === stored.size ? parsed : null;
}
