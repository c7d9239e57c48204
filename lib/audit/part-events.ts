import * as z from "zod";
import { changes, event } from "@/lib/audit/event-shape";

const label = z.string();

/** Who does what about a risk, or about the risks of a stage: names before and after, part by part. */
export const partEvents = [
  event("risk.parts-assigned", { riskId: label, key: label, changes }),
  event("stage.risk-parts-assigned", { stageId: label, name: label, changes }),
] as const;
