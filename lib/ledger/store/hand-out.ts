import "server-only";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { checkpointAt, previousCheckpoint } from "@/lib/ledger/store/checkpoints";
import { readKeptHead, writeKeptHead } from "@/lib/ledger/store/kept-head";
import { consistencyAt } from "@/lib/ledger/store/tree-at-rest";
import { handedPath, noteFailed, noteTaken } from "@/lib/ledger/store/witnesses";
import { prismaClient, type ReadDb, readDb } from "@/lib/platform/db";
import { addJobs, sendCheckpoint } from "@/lib/platform/jobs";

/** What a witness needs to follow the ledger without asking for more. */
export type HandedHead = { checkpoint: string; from: number; size: number; proof: string[] };

async function headForWitness(
  db: ReadDb,
  head: { workspaceId: WorkspaceId; size: number; note: string },
): Promise<HandedHead> {
  const { workspaceId, size, note } = head;
  const before = await previousCheckpoint(db, { workspaceId, size });
  const from = before?.size ?? 0;
  const proof = await consistencyAt(db, { workspaceId, oldSize: from, newSize: size });
  const hashes = proof.map((hash) => Buffer.from(hash).toString("base64"));
  return { checkpoint: note, from, size, proof: hashes };
}

/** A head that was signed, as it is handed out; null where there is none of that size. */
export async function loadHandedHead(at: {
  workspaceId: WorkspaceId;
  size: number;
}): Promise<HandedHead | null> {
  const db = readDb();
  const stored = await checkpointAt(db, at);
  return stored === null ? null : headForWitness(db, { ...at, note: stored.note });
}

/**
 * Takes a newly signed head out of reach of whoever holds the database: into
 * a directory at once, by mail once a day, and to an address by a job each.
 */
export async function handOut(
  head: { workspaceId: WorkspaceId; size: number; note: string },
  today: string,
): Promise<void> {
  const { workspaceId, size } = head;
  const { LEDGER_WITNESS_DIR, LEDGER_WITNESS_MAIL, LEDGER_WITNESS_URL } = process.env;
  if (LEDGER_WITNESS_DIR) {
    await writeToDirectory(LEDGER_WITNESS_DIR, head);
  }
  if (LEDGER_WITNESS_URL) {
    await addJobs(prismaClient(), [sendCheckpoint({ workspaceId, size, by: "url" })]);
  }
  const kept = LEDGER_WITNESS_MAIL ? await readKeptHead(workspaceId) : null;
  if (kept !== null && kept.mailedOn !== today) {
    await addJobs(prismaClient(), [sendCheckpoint({ workspaceId, size, by: "mail" })]);
    await writeKeptHead(workspaceId, { ...kept, mailedOn: today });
  }
}

async function writeToDirectory(
  directory: string,
  head: { workspaceId: WorkspaceId; size: number; note: string },
): Promise<void> {
  const { workspaceId, size } = head;
  const path = handedPath(directory, head);
  try {
    const handed = await headForWitness(readDb(), head);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.part`, `${JSON.stringify(handed, null, 2)}\n`);
    await rename(`${path}.part`, path);
  } catch (error) {
    await noteFailed({ workspaceId, way: "directory" }, error);
    throw error;
  }
  await noteTaken({ workspaceId, way: "directory", size });
}
