import * as z from "zod";
import { workspaceId } from "@/lib/kernel/ids";

export const exportPackInput = z.strictObject({
  workspaceId,
  /** Whose files go in; those of every project without it. The ledger is always whole. */
  projectId: z.uuid().optional(),
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
export type PackFacts = {
  /** Entries of the ledger, all of them below this index. */
  size: number;
  /** SHA-256 of `ledger/bundle.json`. */
  bundleSha256: string;
  signatures: number;
  evidence: number;
  files: number;
  documents: number;
  projectId: string | null;
};
