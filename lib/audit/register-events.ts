import * as z from "zod";
import { changes, event } from "@/lib/audit/event-shape";

const id = z.string();
const label = z.string();

/** Acts on the register as a whole, across projects. */
export const registerEvents = [
  event("risk-view.saved", { viewId: id, name: label, isShared: z.boolean() }),
  event("risk-view.renamed", { viewId: id, from: label, to: label, isShared: z.boolean() }),
  event("risk-view.deleted", { viewId: id, name: label, isShared: z.boolean() }),
  event("risk.changed-with-others", {
    riskId: id,
    key: label,
    changes,
    together: z.number(),
  }),
] as const;
