import * as z from "zod";
import { event } from "@/lib/audit/event-shape";

const label = z.string();
const labels = z.array(z.string());

/** Acts on the catalogue of risks, and on what it suggests to a project. */
export const catalogueEvents = [
  event("risk-catalogue.entry-saved", {
    key: label,
    title: label,
    isNew: z.boolean(),
    changed: labels,
  }),
  event("risk-catalogue.entry-retired", { key: label, title: label }),
  event("risk-catalogue.entry-reinstated", { key: label, title: label }),
  event("risk-catalogue.shipped-restored", { key: label, title: label }),
  event("risk-catalogue.imported", {
    added: z.number(),
    changed: z.number(),
    keys: labels,
    sha256: label,
  }),
  event("risk-suggestion.taken", { riskId: label, key: label, entry: label }),
  event("risk-suggestion.dismissed", { entry: label, title: label, reason: label }),
  event("risk-suggestion.brought-back", { entry: label, title: label }),
] as const;
