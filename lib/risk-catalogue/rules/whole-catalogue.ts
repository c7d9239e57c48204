import { contentSha256 } from "@/lib/ledger/content-hash";
import type { CatalogueEntry, EntryOrigin } from "@/lib/risk-catalogue/schema";

type Saved = { byName: string; at: string };
export type OwnEntry = CatalogueEntry & { isRetired: boolean; saved: Saved };
export type KeptEntry = CatalogueEntry & {
  origin: EntryOrigin;
  isRetired: boolean;
  saved: Saved | null;
};

/** Shipped entries and those of the workspace; one with a shipped key stands in its place. */
export function wholeCatalogue(
  shipped: readonly CatalogueEntry[],
  own: readonly OwnEntry[],
): KeptEntry[] {
  const shippedKeys = new Set(shipped.map(({ key }) => key));
  const ownByKey = new Map(own.map((entry) => [entry.key, entry]));
  const inPlace = shipped.map((entry) => {
    const instead = ownByKey.get(entry.key);
    return instead === undefined
      ? { ...entry, origin: "shipped" as const, isRetired: false, saved: null }
      : { ...instead, origin: "replaced" as const };
  });
  const added = own.filter(({ key }) => !shippedKeys.has(key));
  return [...inPlace, ...added.map((entry) => ({ ...entry, origin: "own" as const }))];
}

/** Changes with every change of an entry, so that nobody changes what they did not see. */
export function seenOf(entry: KeptEntry): string {
  const { origin, isRetired } = entry;
  return contentSha256({ entry: factsOf(entry), origin, isRetired });
}

/** An entry without what the catalogue knows beside it. */
export function factsOf(entry: CatalogueEntry): CatalogueEntry {
  const { key, title, category, cause, event, consequence, stages, tasks } = entry;
  const { likelihood, impact, treatment, advice, source } = entry;
  return {
    key,
    title,
    category,
    cause,
    event,
    consequence,
    stages,
    tasks,
    likelihood,
    impact,
    treatment,
    advice,
    source,
  };
}

/** Names of the fields in which two entries differ. */
export function differingFields(before: CatalogueEntry, after: CatalogueEntry): string[] {
  const from = factsOf(before);
  return Object.entries(factsOf(after))
    .filter(([name, value]) => !isEqual(Reflect.get(from, name), value))
    .map(([name]) => name);
}

function isEqual(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((value, index) => value === b[index])
    : a === b;
}

const SEPARATORS = /[^a-z0-9]+/g;

/** "Labels are late" becomes "labels-are-late"; empty where no letter of the alphabet is left. */
export function keyOfTitle(title: string): string {
  const plain = title.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain
    .replaceAll(SEPARATORS, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
}
