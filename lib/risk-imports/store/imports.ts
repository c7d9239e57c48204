import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/kernel/app-error";
import type { ImportId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import { canonicalize } from "@/lib/ledger/canonical-json";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { WrittenRisk } from "@/lib/risk-imports/rules/written-risk";
import { riskKey } from "@/lib/risks/rules";

type WorkspaceScope = { kind: "workspace"; workspaceId: WorkspaceId };

export async function workspaceScopeOfImport(
  db: ReadDb,
  id: ImportId,
): Promise<WorkspaceScope | null> {
  const row = await db.riskImport.findFirst({ where: { id }, select: { workspaceId: true } });
  return row === null ? null : { kind: "workspace", workspaceId: row.workspaceId as WorkspaceId };
}

/** Remembers what an import wrote; the text is canonical, so that its hash can be counted again. */
export async function insertImport(
  tx: Tx,
  facts: {
    id: string;
    workspaceId: WorkspaceId;
    fileName: string;
    fileSha256: string;
    risks: readonly WrittenRisk[];
    by: string;
    now: Date;
  },
): Promise<{ contentSha256: string }> {
  const { risks, by, now, ...rest } = facts;
  const content = canonicalize(risks);
  const contentSha256 = createHash("sha256").update(content).digest("hex");
  const updatedCount = risks.filter(({ before }) => before !== null).length;
  await tx.riskImport.create({
    data: {
      ...rest,
      content,
      contentSha256,
      rowCount: risks.length,
      addedCount: risks.length - updatedCount,
      updatedCount,
      importedById: by,
      importedAt: now,
    },
  });
  return { contentSha256 };
}

/** An import names projects its reader may not all see: it is shown to whoever made it, and to nobody else. */
export async function loadImport(
  db: ReadDb,
  at: { id: ImportId; workspaceId: WorkspaceId; importedById: UserId },
) {
  const row = await db.riskImport.findFirst({ where: at });
  if (row === null) {
    throw new AppError("not_found", "There is no such import, or it is not yours.");
  }
  const { content, ...facts } = row;
  return { ...facts, risks: JSON.parse(content) as WrittenRisk[] };
}

export async function holdImport(tx: Tx, id: ImportId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM risk_imports WHERE id = ${id}::uuid FOR UPDATE`;
}

export async function markUndone(tx: Tx, at: { id: ImportId; by: string; now: Date }) {
  await tx.riskImport.updateMany({
    where: { id: at.id, undoneAt: null },
    data: { undoneAt: at.now, undoneById: at.by },
  });
}

/** Keys of imported risks that somebody worked on since, or tied something to, with their project. */
export async function listChangedSince(
  db: ReadDb,
  risks: readonly WrittenRisk[],
): Promise<string[]> {
  const wanted = JSON.stringify(
    risks.map(({ id, version, before }) => ({ id, version, isNew: before === null })),
  );
  const rows = await db.$queryRaw<{ key: string; number: number }[]>`
    SELECT p.key, r.number
    FROM jsonb_to_recordset(${wanted}::jsonb) AS x(id uuid, version int, "isNew" boolean)
    JOIN risks r ON r.id = x.id JOIN projects p ON p.id = r."projectId"
    WHERE r.version <> x.version OR r.status <> 'open' OR (x."isNew" AND (
      EXISTS (SELECT 1 FROM risk_actions c WHERE c."riskId" = r.id)
      OR EXISTS (SELECT 1 FROM risk_controls c WHERE c."riskId" = r.id)
      OR EXISTS (SELECT 1 FROM risk_reviews c WHERE c."riskId" = r.id)
      OR EXISTS (SELECT 1 FROM risk_watches c WHERE c."riskId" = r.id)
      OR EXISTS (SELECT 1 FROM risk_findings c WHERE c."riskId" = r.id)
      OR EXISTS (SELECT 1 FROM risk_acceptance_requests c WHERE c."riskId" = r.id)
      OR EXISTS (SELECT 1 FROM risk_acceptances c WHERE c."riskId" = r.id)
      OR EXISTS (SELECT 1 FROM risk_assignments c WHERE c."riskId" = r.id)))
    ORDER BY p.key, r.number`;
  return rows.map(({ key, number }) => `${riskKey(number)} of ${key}`);
}

export function listMine(db: ReadDb, at: { workspaceId: WorkspaceId; userId: UserId; now: Date }) {
  const { workspaceId, userId, now } = at;
  return Promise.all([
    db.riskImportDraft.findMany({
      where: { workspaceId, ownerId: userId, importId: null, expiresAt: { gt: now } },
      select: { id: true, fileName: true, createdAt: true },
      orderBy: { createdAt: "desc" },
      take: 10,
    }),
    db.riskImport.findMany({
      where: { workspaceId, importedById: userId },
      select: {
        id: true,
        fileName: true,
        importedAt: true,
        addedCount: true,
        updatedCount: true,
        undoneAt: true,
      },
      orderBy: [{ importedAt: "desc" }, { id: "desc" }],
      take: 10,
    }),
  ]);
}
