import "server-only";
import type { SourceProblem } from "@/lib/kernel/yaml-source";
import { contentSha256 } from "@/lib/ledger/content-hash";
import type { ReadDb } from "@/lib/platform/db";
import { compareImport, type ImportRow } from "@/lib/risk-catalogue/rules/compare-import";
import { readCatalogue } from "@/lib/risk-catalogue/rules/read-catalogue";
import type { KeptEntry } from "@/lib/risk-catalogue/rules/whole-catalogue";
import { loadKnownPlaces } from "@/lib/risk-catalogue/store/known-places";

export type PlannedImport = {
  problems: SourceProblem[];
  rows: ImportRow[];
  /** What a person agrees to: the entries, and what they would do. */
  seen: string;
};

/** The preview and the import ask the same plan. */
export async function planImport(
  db: ReadDb,
  {
    workspaceId,
    source,
    catalogue,
  }: {
    workspaceId: string;
    source: string;
    catalogue: readonly KeptEntry[];
  },
): Promise<PlannedImport> {
  const read = readCatalogue(source, await loadKnownPlaces(db, workspaceId));
  const rows = read.ok ? compareImport(read.entries, catalogue) : [];
  const problems = read.ok ? [] : read.problems;
  const seen = contentSha256(
    rows.map(({ entry, outcome, changed }) => ({ entry, outcome, changed })),
  );
  return { problems, rows, seen };
}
