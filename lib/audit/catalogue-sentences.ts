import type * as z from "zod";
import type { catalogueEvents } from "@/lib/audit/catalogue-events";

type CatalogueEvent = z.infer<(typeof catalogueEvents)[number]>;
type Sentences = {
  [Type in CatalogueEvent["type"]]: (event: Extract<CatalogueEvent, { type: Type }>) => string;
};

/** To be read after a name, like every sentence of the trail. */
export const catalogueSentences: Sentences = {
  "risk-catalogue.entry-saved": (e) =>
    e.isNew
      ? `added “${e.title}” to the risk catalogue`
      : `changed “${e.title}” in the risk catalogue: ${e.changed.join(", ")}`,
  "risk-catalogue.entry-retired": (e) => `retired “${e.title}” from the risk catalogue`,
  "risk-catalogue.entry-reinstated": (e) => `put “${e.title}” back into the risk catalogue`,
  "risk-catalogue.shipped-restored": (e) =>
    `restored the shipped entry in place of “${e.title}” in the risk catalogue`,
  "risk-catalogue.imported": (e) =>
    `imported into the risk catalogue: ${e.added} added, ${e.changed} changed`,
  "risk-suggestion.taken": (e) => `took ${e.key} over from the risk catalogue (${e.entry})`,
  "risk-suggestion.dismissed": (e) => `set the suggested risk “${e.title}” aside: ${e.reason}`,
  "risk-suggestion.brought-back": (e) => `let the risk “${e.title}” be suggested again`,
};
