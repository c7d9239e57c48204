import * as z from "zod";
import { event } from "@/lib/audit/event-shape";

const id = z.string();
const label = z.string();
const reason = z.string();

/** What ties a risk to a metric or to evidence, and what that found. */
export const watchEvents = [
  event("risk.watch-added", { riskId: id, watchId: id, key: label, watch: label }),
  event("risk.watch-ended", { riskId: id, watchId: id, key: label, watch: label, reason }),
  event("risk.watch-breached", {
    riskId: id,
    watchId: id,
    findingId: id,
    key: label,
    text: label,
  }),
  event("risk.watch-moved", {
    riskId: id,
    watchId: id,
    key: label,
    from: label,
    to: label,
    seen: label,
  }),
  event("risk.finding-closed", { riskId: id, findingId: id, key: label, reason }),
] as const;
