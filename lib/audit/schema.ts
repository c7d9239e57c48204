import * as z from "zod";
import { workspaceId } from "@/lib/kernel/ids";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";
import { signatureInWords } from "@/lib/kernel/signature-shape";

const trailFilter = {
  projectId: z.uuid().optional(),
  actorId: z.uuid().optional(),
  type: z.string().max(60).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

export const listAuditInput = z.strictObject({ workspaceId, ...trailFilter, ...pageInput });

export const auditDaysInput = z.strictObject({ workspaceId, ...trailFilter });

/** How much was recorded in a period, in bars of a day or of several. */
export const auditDaysView = z.object({
  /** First and last day, UTC; null while nothing is recorded. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  daysPerBar: z.number(),
  /** Entries in the period that fit the filter. */
  entries: z.number(),
  bars: z.array(
    z.object({
      from: z.iso.date(),
      to: z.iso.date(),
      entries: z.number(),
      /** Heads of the whole ledger signed for an entry of these days. */
      checkpoints: z.number(),
    }),
  ),
});
export type AuditDaysView = z.infer<typeof auditDaysView>;

export const auditEntryInput = z.strictObject({
  workspaceId,
  index: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  ...trailFilter,
});

export const listProjectAuditInput = z.strictObject({ projectId: z.uuid(), ...pageInput });

const auditEntryView = z.object({
  index: z.number(),
  id: z.uuid(),
  type: z.string(),
  /** To be read after the actor's name. */
  sentence: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  at: z.iso.datetime(),
  projectId: z.uuid().nullable(),
  projectKey: z.string().nullable(),
  projectName: z.string().nullable(),
  leafHash: z.string(),
  /** The signature the entry speaks of, which has a receipt. */
  signatureId: z.uuid().nullable(),
  /** As page, PDF and CSV show it, letter by letter. */
  signature: signatureInWords.nullable(),
  /**
   * Recomputed from the record while it is read: `broken` where row and record differ, else whether
   * a signed head covers the entry, or ends with it.
   */
  standing: z.enum(["waiting", "covered", "checkpoint", "broken"]),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const auditPageView = pageOf(auditEntryView).extend({
  /** Number of entries in the workspace's ledger. */
  size: z.number(),
});
export type AuditPageView = z.infer<typeof auditPageView>;

/** One entry with everything that proves it. */
export const auditEntryDetailView = z.object({
  entry: auditEntryView,
  /** The text that was hashed, byte for byte. */
  record: z.string(),
  /** What of it does not fit, in sentences; empty where everything does. */
  findings: z.array(z.string()),
  /** Neighbours under the same filter. */
  newer: z.number().nullable(),
  older: z.number().nullable(),
  /** The smallest signed head that covers it, and its place below that head; null before one does. */
  proof: z
    .object({
      size: z.number(),
      signedUpToAt: z.iso.datetime(),
      root: z.string(),
      /** Inclusion proof, hexadecimal, from the leaf up. */
      path: z.array(z.string()),
      checkpoint: z.string(),
    })
    .nullable(),
  /** What was signed, where the entry speaks of a signature. */
  statement: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditEntryDetailView = z.infer<typeof auditEntryDetailView>;

export const auditFiltersInput = z.strictObject({
  workspaceId,
  /** Part of a name, or the beginning of a project's key. */
  text: z.string().trim().max(120).default(""),
  /** Chosen already: offered whatever the text. */
  actorId: z.uuid().optional(),
  projectId: z.uuid().optional(),
});

/** What the trail of a workspace can be narrowed to: a few people and projects, more by text. */
export const auditFiltersView = z.object({
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
  projects: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
  /** Whether others fit as well that are not listed. */
  hasMore: z.boolean(),
  /** First words of the event types, as in `risk` of `risk.raised`. */
  kinds: z.array(z.string()),
});
export type AuditFiltersView = z.infer<typeof auditFiltersView>;

export const projectAtTimeInput = z.strictObject({
  projectId: z.uuid(),
  /** A day, to its end in UTC. */
  at: z.iso.date().optional(),
  /** Or an entry of the ledger, with it; the newest one without either. */
  entry: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});

const entryThen = z.object({
  index: z.number(),
  at: z.iso.datetime(),
  actorName: z.string(),
  sentence: z.string(),
});

/** What the trail alone tells of a project at a time; what it does not tell is not there. */
export const projectAtTimeView = z.object({
  /** The last entry that counts; null where the project had not begun. */
  last: entryThen.nullable(),
  /** The entry of the project before the last one, and the one after it. */
  previousEntry: z.number().nullable(),
  nextEntry: z.number().nullable(),
  strictness: z.string().nullable(),
  playbook: z.string().nullable(),
  status: z.string(),
  iteration: z.number(),
  switchedOff: z.array(z.string()),
  gates: z.array(
    z.object({ id: z.string(), code: z.string(), state: z.string(), since: z.iso.datetime() }),
  ),
  businessCase: z
    .object({
      number: z.number(),
      state: z.enum(["submitted", "returned"]),
      since: z.iso.datetime(),
    })
    .nullable(),
  signatures: z.array(
    z.object({
      what: z.string(),
      name: z.string(),
      role: z.string(),
      meaning: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  risks: z.array(
    z.object({ key: z.string(), title: z.string(), levels: z.record(z.string(), z.string()) }),
  ),
  members: z.array(
    z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()).nullable() }),
  ),
  evidence: z.array(z.object({ title: z.string(), kind: z.string(), revision: z.number() })),
});
export type ProjectAtTimeView = z.infer<typeof projectAtTimeView>;
