import "server-only";
import type { DocumentSubject } from "@/lib/documents/schema";
import type { ReadDb, Tx } from "@/lib/platform/db";

export type LedgerPlace = { index: number; checkpointSize: number | null };

/** Where in the ledger each signature stands, and the first checkpoint that covers it. */
export async function ledgerPlaces(
  db: ReadDb,
  at: { workspaceId: string; signatureIds: readonly string[] },
): Promise<Map<string, LedgerPlace>> {
  const ids = [...at.signatureIds];
  const rows = await db.$queryRaw<{ id: string; index: bigint; size: bigint | null }[]>`
    SELECT e.data->>'signatureId' AS id, e.index,
           (SELECT c.size FROM ledger_checkpoints c
            WHERE c."workspaceId" = e."workspaceId" AND c.size > e.index
            ORDER BY c.size LIMIT 1) AS size
    FROM audit_events e
    WHERE e.data->>'signatureId' = ANY(${ids}) AND e."workspaceId" = ${at.workspaceId}::uuid
    ORDER BY e.index DESC`;
  return new Map(
    rows.map(({ id, index, size }) => [
      id,
      { index: Number(index), checkpointSize: size === null ? null : Number(size) },
    ]),
  );
}

type Viewed = { subject: DocumentSubject; subjectId: string };

/** When each person first opened each number of a subject. */
export async function viewTimes(db: ReadDb, at: Viewed): Promise<(key: ViewKey) => string | null> {
  const rows = await db.signatureView.findMany({
    where: { subject: at.subject, subjectId: at.subjectId },
    select: { number: true, viewerId: true, viewedAt: true },
  });
  const known = new Map(
    rows.map(({ number, viewerId, viewedAt }) => [`${number} ${viewerId}`, viewedAt.toISOString()]),
  );
  return ({ number, viewerId }) => known.get(`${number} ${viewerId}`) ?? null;
}

type ViewKey = { number: number; viewerId: string };

/** The first view kept in the workspace; before any is kept, now. */
export async function viewsSince(
  db: ReadDb,
  at: { workspaceId: string; now: Date },
): Promise<string> {
  const first = await db.signatureView.findFirst({
    where: { workspaceId: at.workspaceId },
    orderBy: { viewedAt: "asc" },
    select: { viewedAt: true },
  });
  return (first?.viewedAt ?? at.now).toISOString();
}

/** Null where this person has opened it before. */
export async function insertView(
  tx: Tx,
  facts: Viewed &
    ViewKey & {
      workspaceId: string;
      projectId: string;
      viewedAt: Date;
    },
): Promise<boolean> {
  const { count } = await tx.signatureView.createMany({ data: [facts], skipDuplicates: true });
  return count === 1;
}
