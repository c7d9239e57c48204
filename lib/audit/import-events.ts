import * as z from "zod";
import { event } from "@/lib/audit/event-shape";

const id = z.string();
const label = z.string();
const count = z.number();
const risk = z.object({ riskId: id, key: label, title: label, score: z.number() });

/** A file that becomes risks: the draft is the workspace's, what it did to a project is the project's. */
export const importEvents = [
  event("risk-import.started", { draftId: id, fileName: label, fileSha256: label, bytes: count }),
  event("risk-import.changed", { draftId: id, changed: z.array(label) }),
  event("risk-import.discarded", { draftId: id, fileName: label }),
  event("risk-import.drafts-ended", { count }),
  event("risk.imported", {
    importId: id,
    fileName: label,
    fileSha256: label,
    /** Of everything the whole import wrote, also in other projects. */
    contentSha256: label,
    added: z.array(risk),
    updated: z.array(risk),
  }),
  event("risk.import-undone", {
    importId: id,
    fileName: label,
    removed: z.array(z.object({ riskId: id, key: label })),
    restored: z.array(risk),
  }),
] as const;
