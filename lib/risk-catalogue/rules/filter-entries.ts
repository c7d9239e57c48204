import type { KeptEntry } from "@/lib/risk-catalogue/rules/whole-catalogue";
import type { CatalogueView } from "@/lib/risk-catalogue/schema";
import { type RiskCategory, riskCategories } from "@/lib/risks/schema";

type Filter = {
  category?: RiskCategory | undefined;
  text?: string | undefined;
  own: boolean;
  retired: boolean;
};

/** Every word asked for stands somewhere in the entry. */
export function filterEntries(entries: readonly KeptEntry[], filter: Filter): KeptEntry[] {
  const { category, own, retired } = filter;
  const words = (filter.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    (entry) =>
      entry.isRetired === retired &&
      (!own || entry.origin !== "shipped") &&
      (category === undefined || entry.category === category) &&
      words.every((word) => textOf(entry).includes(word)),
  );
}

function textOf({ key, title, cause, event, consequence, advice, source }: KeptEntry): string {
  return [key, title, cause, event, consequence, advice, source].join(" ").toLowerCase();
}

export function countEntries(entries: readonly KeptEntry[]): CatalogueView["counts"] {
  const living = entries.filter(({ isRetired }) => !isRetired);
  return {
    all: living.length,
    own: living.filter(({ origin }) => origin !== "shipped").length,
    retired: entries.length - living.length,
    categories: riskCategories
      .map((category) => ({
        category,
        count: living.filter((entry) => entry.category === category).length,
      }))
      .filter(({ count }) => count > 0),
  };
}
