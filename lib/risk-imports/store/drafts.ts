import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/kernel/app-error";
import type { ImportDraftId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { Grid, ReadSpreadsheet } from "@/lib/kernel/spreadsheet";
import { type ReadDb, readDb, type Tx } from "@/lib/platform/db";
import { guessColumns, guessHeaderRow } from "@/lib/risk-imports/rules/guess-columns";
import { draftEndsAt } from "@/lib/risk-imports/rules/time-limits";
import {
  type ImportReading,
  type ImportSettings,
  importReading,
  importSettings,
} from "@/lib/risk-imports/schema/import-draft";

type WorkspaceScope = { kind: "workspace"; workspaceId: WorkspaceId };

export async function workspaceScopeOfDraft(
  db: ReadDb,
  id: ImportDraftId,
): Promise<WorkspaceScope | null> {
  const row = await db.riskImportDraft.findFirst({ where: { id }, select: { workspaceId: true } });
  return row === null ? null : { kind: "workspace", workspaceId: row.workspaceId as WorkspaceId };
}

export type Draft = {
  id: ImportDraftId;
  fileName: string;
  fileSha256: string;
  reading: ImportReading;
  grid: Grid;
  settings: ImportSettings;
  expiresAt: Date;
  importId: string | null;
  version: number;
};

export type DraftAt = {
  id: ImportDraftId;
  workspaceId: WorkspaceId;
  ownerId: UserId;
  now: Date;
};

const shown = {
  id: true,
  fileName: true,
  fileSha256: true,
  reading: true,
  grid: true,
  settings: true,
  expiresAt: true,
  importId: true,
  version: true,
} as const;

/** A draft is its owner's alone: to everybody else it is not there, and after its end to nobody. */
export async function loadDraft(db: ReadDb, at: DraftAt): Promise<Draft> {
  const { now, ...where } = at;
  const row = await db.riskImportDraft.findFirst({ where, select: shown });
  if (row === null || (row.importId === null && row.expiresAt <= now)) {
    throw new AppError("not_found", "This import is not here any more. Choose the file again.");
  }
  return {
    ...row,
    id: at.id,
    reading: importReading.parse(row.reading),
    // Our own reading of the file; parsing it again would cost more than it tells.
    grid: row.grid as unknown as Grid,
    settings: importSettings.parse(row.settings),
  };
}

/** The same held until the command ends, so that of two clicks the second finds what the first did. */
export async function holdDraft(tx: Tx, at: DraftAt): Promise<Draft> {
  await tx.$queryRaw`SELECT id FROM risk_import_drafts WHERE id = ${at.id}::uuid FOR UPDATE`;
  return loadDraft(tx, at);
}

export async function loadDraftFile(db: ReadDb, id: ImportDraftId): Promise<Buffer> {
  const row = await db.riskImportDraft.findFirst({ where: { id }, select: { file: true } });
  if (row?.file == null) {
    throw new AppError("rule_refused", "This file is in the register already. Choose it again.");
  }
  return Buffer.from(row.file);
}

/** What a fresh reading of the file suggests. Answers about its words stay; columns and rows are new ones. */
export function settingsFor(
  grid: Grid,
  chosen: { headerRow: number | null; before?: ImportSettings },
): ImportSettings {
  const headerRow = chosen.headerRow ?? guessHeaderRow(grid.rows);
  const columns = guessColumns(grid.rows[headerRow] ?? []);
  const { words = {}, dayOrder = null, onDuplicate = "skip" } = chosen.before ?? {};
  return { headerRow, columns, words, dayOrder, onDuplicate, rows: {} };
}

export function readingOf({ how }: ReadSpreadsheet): ImportReading {
  return how.kind === "csv"
    ? { ...how, sheet: null, sheets: [] }
    : { ...how, encoding: null, separator: null, isGuessed: false };
}

export async function insertDraft(
  tx: Tx,
  facts: {
    workspaceId: WorkspaceId;
    ownerId: UserId;
    fileName: string;
    bytes: Buffer;
    read: ReadSpreadsheet;
    now: Date;
  },
): Promise<{ id: ImportDraftId; fileSha256: string }> {
  const { read, bytes, now, ...rest } = facts;
  const fileSha256 = createHash("sha256").update(bytes).digest("hex");
  const row = await tx.riskImportDraft.create({
    data: {
      ...rest,
      fileSha256,
      file: new Uint8Array(bytes),
      reading: readingOf(read),
      grid: read.grid,
      settings: settingsFor(read.grid, { headerRow: null }),
      createdAt: now,
      expiresAt: draftEndsAt(now),
    },
    select: { id: true },
  });
  return { id: row.id as ImportDraftId, fileSha256 };
}

/** Conditional on the version the person looked at, in another tab perhaps. */
export async function saveDraft(
  tx: Tx,
  at: { id: ImportDraftId; version: number },
  data: { settings: ImportSettings; grid?: Grid; reading?: ImportReading },
): Promise<number> {
  const { count } = await tx.riskImportDraft.updateMany({
    where: { ...at, importId: null },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "This import was changed in another window. Look at it as it is now and do it again.",
    );
  }
  return at.version + 1;
}

/** The file and its rows are gone once they are in the register; the row answers a second click. */
export async function closeDraft(tx: Tx, id: ImportDraftId, importId: string): Promise<void> {
  await tx.riskImportDraft.updateMany({
    where: { id },
    data: { importId, file: null, grid: { rows: [], notes: [] }, version: { increment: 1 } },
  });
}

export async function removeDraft(tx: Tx, id: ImportDraftId): Promise<void> {
  await tx.riskImportDraft.deleteMany({ where: { id, importId: null } });
}

export async function removeEndedDrafts(
  tx: Tx,
  at: { workspaceId: WorkspaceId; now: Date },
): Promise<number> {
  const { count } = await tx.riskImportDraft.deleteMany({
    where: { workspaceId: at.workspaceId, expiresAt: { lte: at.now } },
  });
  return count;
}

export async function workspacesWithEndedDrafts(now: Date): Promise<string[]> {
  const rows = await readDb().riskImportDraft.findMany({
    where: { expiresAt: { lte: now } },
    distinct: ["workspaceId"],
    select: { workspaceId: true },
  });
  return rows.map(({ workspaceId }) => workspaceId);
}
