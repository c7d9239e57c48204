import type * as z from "zod";
import type { partEvents } from "@/lib/audit/part-events";

type PartEvent = z.infer<(typeof partEvents)[number]>;
type Sentences = {
  [Type in PartEvent["type"]]: (event: Extract<PartEvent, { type: Type }>) => string;
};

export const partSentences: Sentences = {
  "risk.parts-assigned": (e) => `said who does what about ${e.key}: ${named(e.changes)}`,
  "stage.risk-parts-assigned": (e) =>
    `said who does what about the risks of ${e.name}: ${named(e.changes)}`,
};

function named(changes: PartEvent["changes"]): string {
  return changes.map(({ field, to }) => `${field} ${to ?? "nobody"}`).join("; ");
}
