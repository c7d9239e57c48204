import "server-only";
import type * as z from "zod";
import { type PackFacts, preparedNote, type preparedPackView } from "@/lib/audit-packs/schema";
import { hashBundle } from "@/lib/audit-packs/store/hash-bundle";
import { countPack, isOfWorkspace } from "@/lib/audit-packs/store/pack-rows";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { checkpointAt } from "@/lib/ledger/store/checkpoints";
import { freshCheckpoint } from "@/lib/ledger/store/fresh-checkpoint";
import { now as currentTime } from "@/lib/platform/clock";
import type { ReadDb } from "@/lib/platform/db";
import { openNote, sealNote } from "@/lib/platform/sealed-note";

const PURPOSE = "audit pack";
const FOR_MS = 10 * 60_000;

type Asked = { workspaceId: WorkspaceId; projectId: string | null; now: Date };

/** Signs the head, hashes the bundle up to it and seals what was found, for the export to believe. */
export async function preparePack(
  db: ReadDb,
  { workspaceId, projectId }: Asked,
): Promise<z.infer<typeof preparedPackView>> {
  if (projectId !== null && !(await isOfWorkspace(db, { workspaceId, projectId }))) {
    throw new AppError("not_found", "This workspace has no such project.");
  }
  const signed = await freshCheckpoint(db, workspaceId);
  if (signed === null) {
    throw new AppError(
      "rule_refused",
      "The ledger has no signed head, so a pack of it would prove nothing.",
    );
  }
  const { size } = signed;
  const bundleSha256 = await hashBundle(db, { workspaceId, size });
  const counts = await countPack(db, { workspaceId, projectId, size });
  const facts: PackFacts = { size, bundleSha256, ...counts, projectId };
  // Counted from when the hashing was done: a large ledger takes its time.
  const until = new Date(currentTime().getTime() + FOR_MS).toISOString();
  const prepared = sealNote(PURPOSE, { workspaceId, facts, until });
  return { ...facts, prepared, until };
}

/** What was prepared, while it still describes this ledger; else why it has to be done again. */
export async function openPreparation(
  db: ReadDb,
  { workspaceId, projectId, now, prepared }: Asked & { prepared: string },
): Promise<PackFacts> {
  const note = openNote(PURPOSE, { text: prepared, shape: preparedNote });
  const isForThis = note?.workspaceId === workspaceId && note.facts.projectId === projectId;
  if (note === null || !isForThis || note.until < now.toISOString()) {
    throw again("This preparation is for another pack or too old. Prepare the pack anew.");
  }
  const { size } = note.facts;
  if ((await checkpointAt(db, { workspaceId, size })) === null) {
    throw again("The ledger is not the one that was prepared. Prepare the pack anew.");
  }
  return note.facts;
}

function again(sentence: string): AppError {
  return new AppError("rule_refused", sentence, { reason: "not-prepared" });
}
