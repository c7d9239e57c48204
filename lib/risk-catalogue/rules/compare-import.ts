import type { ReadEntry } from "@/lib/risk-catalogue/rules/read-catalogue";
import { differingFields, type KeptEntry } from "@/lib/risk-catalogue/rules/whole-catalogue";
import type { CatalogueEntry, ImportOutcome } from "@/lib/risk-catalogue/schema";

export type ImportRow = {
  entry: CatalogueEntry;
  line: number;
  outcome: ImportOutcome;
  changed: string[];
  replacesShipped: boolean;
};

/** What importing would do, entry by entry. An entry that was retired comes back by being imported. */
export function compareImport(
  read: readonly ReadEntry[],
  catalogue: readonly KeptEntry[],
): ImportRow[] {
  const byKey = new Map(catalogue.map((entry) => [entry.key, entry]));
  return read.map(({ entry, line }) => {
    const before = byKey.get(entry.key);
    if (before === undefined) {
      return { entry, line, outcome: "new", changed: [], replacesShipped: false };
    }
    const changed = [
      ...differingFields(before, entry),
      ...(before.isRetired ? ["suggested again"] : []),
    ];
    const outcome = changed.length === 0 ? "same" : "changed";
    const replacesShipped = outcome === "changed" && before.origin === "shipped";
    return { entry, line, outcome, changed, replacesShipped };
  });
}
