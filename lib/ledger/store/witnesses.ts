import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { LedgerStateView } from "@/lib/ledger/schema";
import { checkpointAt } from "@/lib/ledger/store/checkpoints";
import { prismaClient, type ReadDb } from "@/lib/platform/db";

export type WitnessWay = "directory" | "mail" | "address";
type Taken = { workspaceId: WorkspaceId; way: WitnessWay; size: number };

/** Heads may arrive in another order than they were signed in; the largest one counts. */
export async function noteTaken({ workspaceId, way, size }: Taken): Promise<void> {
  await prismaClient().$executeRaw`
    INSERT INTO ledger_witnesses ("workspaceId", way, size, "takenAt")
    VALUES (${workspaceId}::uuid, ${way}, ${size}, now())
    ON CONFLICT ("workspaceId", way) DO UPDATE
    SET size = EXCLUDED.size, "takenAt" = EXCLUDED."takenAt", "failedAt" = NULL, failure = ''
    WHERE ledger_witnesses.size <= EXCLUDED.size`;
}

const FAILURE_MAX = 200;

/** What went wrong, until the next head is taken. */
export async function noteFailed(at: Omit<Taken, "size">, error: unknown): Promise<void> {
  const { workspaceId, way } = at;
  const failure = (error instanceof Error ? error.message : String(error)).slice(0, FAILURE_MAX);
  await prismaClient().$executeRaw`
    INSERT INTO ledger_witnesses ("workspaceId", way, "failedAt", failure)
    VALUES (${workspaceId}::uuid, ${way}, now(), ${failure})
    ON CONFLICT ("workspaceId", way) DO UPDATE
    SET "failedAt" = EXCLUDED."failedAt", failure = EXCLUDED.failure`;
}

/** Where a head of this size lies in the directory. Names sort by size: a witness reads in this order. */
export function handedPath(directory: string, head: { workspaceId: string; size: number }): string {
  return join(directory, head.workspaceId, `${String(head.size).padStart(16, "0")}.json`);
}

const handed = z.object({ checkpoint: z.string() });

/** Whether the copy in the directory still says what was signed; null where none was taken. */
async function copyMatches(
  db: ReadDb,
  copy: { workspaceId: WorkspaceId; size: number; directory: string },
): Promise<boolean | null> {
  const { workspaceId, size, directory } = copy;
  if (size === 0) {
    return null;
  }
  const stored = await checkpointAt(db, { workspaceId, size });
  try {
    const text = await readFile(handedPath(directory, { workspaceId, size }), "utf8");
    return handed.parse(JSON.parse(text)).checkpoint === stored?.note;
  } catch {
    return false;
  }
}

/** Witnesses this installation hands heads to, by their settings. An address may hold a secret: only its host is told. */
function configured(): { way: WitnessWay; name: string }[] {
  const { LEDGER_WITNESS_DIR, LEDGER_WITNESS_MAIL, LEDGER_WITNESS_URL } = process.env;
  const host = URL.parse(LEDGER_WITNESS_URL ?? "")?.host;
  return [
    ...(LEDGER_WITNESS_DIR ? [{ way: "directory" as const, name: "A directory" }] : []),
    ...(LEDGER_WITNESS_MAIL ? [{ way: "mail" as const, name: LEDGER_WITNESS_MAIL }] : []),
    ...(LEDGER_WITNESS_URL ? [{ way: "address" as const, name: host ?? "An address" }] : []),
  ];
}

export async function listWitnesses(
  db: ReadDb,
  workspaceId: WorkspaceId,
): Promise<LedgerStateView["witnesses"]> {
  const rows = await db.ledgerWitness.findMany({ where: { workspaceId } });
  const directory = process.env.LEDGER_WITNESS_DIR ?? "";
  return Promise.all(
    configured().map(async ({ way, name }) => {
      const row = rows.find((candidate) => candidate.way === way);
      const size = Number(row?.size ?? 0);
      return {
        way,
        name,
        size,
        takenAt: row?.takenAt?.toISOString() ?? null,
        failedAt: row?.failedAt?.toISOString() ?? null,
        failure: row?.failure ?? "",
        matches:
          way === "directory" ? await copyMatches(db, { workspaceId, size, directory }) : null,
      };
    }),
  );
}
