import "server-only";
import type { SourceProblem } from "@/lib/kernel/yaml-source";
import { processWide } from "@/lib/platform/process-wide";
import { readShippedCatalogue, type ShippedFile } from "@/lib/platform/shipped-files";
import { readCatalogue } from "@/lib/risk-catalogue/rules/read-catalogue";
import type { CatalogueEntry } from "@/lib/risk-catalogue/schema";

type Parsed = { shipped: ShippedFile; read: ReturnType<typeof readCatalogue> };
type Shipped = {
  entries: CatalogueEntry[];
  broken: { file: string; problems: SourceProblem[] }[];
};

/** A text is parsed again only after it changed. A broken file is reported and the others still count. */
export async function loadShipped(): Promise<Shipped> {
  const kept = processWide("parsed-risk-catalogue", () => new Map<string, Parsed>());
  const entries = new Map<string, CatalogueEntry>();
  const broken: Shipped["broken"] = [];
  for (const shipped of await readShippedCatalogue()) {
    const known = kept.get(shipped.name);
    const isKnown = known !== undefined && known.shipped.text === shipped.text;
    const parsed = isKnown ? known : { shipped, read: readCatalogue(shipped.text, null) };
    kept.set(shipped.name, parsed);
    if (!parsed.read.ok) {
      broken.push({ file: shipped.name, problems: parsed.read.problems });
      continue;
    }
    for (const { entry } of parsed.read.entries) {
      entries.set(entry.key, entry);
    }
  }
  return { entries: [...entries.values()], broken };
}
