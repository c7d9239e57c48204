import * as z from "zod";
import { workspaceId } from "@/lib/kernel/ids";

export const packInput = z.strictObject({
  workspaceId,
  /** Whose files go in; those of every project without it. The ledger is always whole. */
  projectId: z.uuid().optional(),
});

export const exportPackInput = packInput.extend({
  /** What the preparation answered a moment ago; only this installation can write it. */
  prepared: z.string("Prepare the pack first.").min(1, "Prepare the pack first.").max(4000),
});

/** What a pack would hold now. The ledger and its signatures are always whole. */
export const packContentsView = z.object({
  entries: z.number(),
  signatures: z.number(),
  checkpoints: z.number(),
  documents: z.number(),
  /** Different files, and their size together. */
  files: z.number(),
  bytes: z.number(),
});
export type PackContentsView = z.infer<typeof packContentsView>;

/** What a pack holds, as the trail keeps it. */
const packFacts = z.object({
  /** Entries of the ledger, all of them below this index. */
  size: z.number(),
  /** SHA-256 of `ledger/bundle.json`. */
  bundleSha256: z.string(),
  signatures: z.number(),
  evidence: z.number(),
  files: z.number(),
  documents: z.number(),
  projectId: z.string().nullable(),
});
export type PackFacts = z.infer<typeof packFacts>;

export const preparedPackView = packFacts.extend({
  /** To be handed to the export as it is. */
  prepared: z.string(),
  /** Until when the export takes it. */
  until: z.iso.datetime(),
});

/** The sealed part of a preparation. */
export const preparedNote = z.object({ workspaceId, facts: packFacts, until: z.iso.datetime() });
