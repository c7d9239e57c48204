import "server-only";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import {
  type BundleHead,
  bundleHeadLine,
  bundleLastLine,
  bundleRecordLine,
} from "@/lib/ledger/bundle";
import { leafHash } from "@/lib/ledger/merkle";
import { listCheckpoints } from "@/lib/ledger/store/checkpoints";
import { listEvidence } from "@/lib/ledger/store/evidence-rows";
import { freshCheckpoint } from "@/lib/ledger/store/fresh-checkpoint";
import { listKeysOf } from "@/lib/ledger/store/living-key";
import { listSignatures } from "@/lib/ledger/store/signature-rows";
import type { ReadDb } from "@/lib/platform/db";

const PAGE = 5000;

/**
 * The whole ledger of a workspace up to its newest checkpoint, as the text of
 * a bundle in pieces: a ledger may be larger than memory.
 */
export async function* bundleLines(
  db: ReadDb,
  workspaceId: WorkspaceId,
): AsyncGenerator<string, void, undefined> {
  const signed = await freshCheckpoint(db, workspaceId);
  if (signed === null) {
    throw new AppError(
      "rule_refused",
      "The ledger has no signed head, so there is no proof to give.",
    );
  }
  yield* bundleLinesTo(db, { workspaceId, size: signed.size });
}

/** The same up to a checkpoint that was named before: the same text every time. */
export async function* bundleLinesTo(
  db: ReadDb,
  { workspaceId, size }: { workspaceId: WorkspaceId; size: number },
): AsyncGenerator<string, void, undefined> {
  yield bundleHeadLine(await headOf(db, { workspaceId, size }));
  for (let from = 0; from < size; from += PAGE) {
    const rows = await db.auditEvent.findMany({
      where: { workspaceId, index: { gte: from, lt: Math.min(size, from + PAGE) } },
      orderBy: { index: "asc" },
      select: { canonical: true, index: true },
    });
    yield rows
      .map(({ canonical, index }) => {
        const hash = leafHash(Buffer.from(canonical, "utf8"));
        return bundleRecordLine({ canonical, leafHash: hash, isLast: Number(index) === size - 1 });
      })
      .join("");
  }
  yield bundleLastLine;
}

async function headOf(
  db: ReadDb,
  part: { workspaceId: WorkspaceId; size: number },
): Promise<BundleHead> {
  const { workspaceId, size } = part;
  const [checkpoints, keys, signatures, evidence] = await Promise.all([
    listCheckpoints(db, { workspaceId, after: 0, to: size }),
    listKeysOf(db, part),
    listSignatures(db, part),
    listEvidence(db, part),
  ]);
  const notes = checkpoints.map((checkpoint) => checkpoint.note);
  return { workspaceId, keys, checkpoints: notes, signatures, evidence };
}
