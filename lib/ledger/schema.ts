import * as z from "zod";
import { workspaceId } from "@/lib/kernel/ids";

export const workspaceLedgerInput = z.strictObject({ workspaceId });

const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Base64 of 32 bytes. */
const hash = z.string();

export const checkpointView = z.object({
  /** The signed note; null while nothing has been signed. */
  checkpoint: z.string().nullable(),
  size: z.number(),
});

export const inclusionProofInput = z.strictObject({
  workspaceId,
  index: size,
  /** Number of entries of the tree; that of the latest checkpoint unless said otherwise. */
  size: size.optional(),
});
export const inclusionProofView = z.object({
  index: z.number(),
  size: z.number(),
  leafHash: hash,
  proof: z.array(hash),
  root: hash,
});

export const consistencyProofInput = z.strictObject({ workspaceId, from: size, to: size });
export const consistencyProofView = z.object({
  from: z.number(),
  to: z.number(),
  proof: z.array(hash),
  root: hash,
});

const finding = z.object({
  /** Entry of the ledger, or null where the head itself is meant. */
  index: z.number().nullable(),
  /** A sentence. */
  what: z.string(),
});

export const ledgerStateView = z.object({
  size: z.number(),
  /** Entries the latest checkpoint covers. */
  signedSize: z.number(),
  /** Root the latest checkpoint signs, hexadecimal. */
  signedRoot: z.string().nullable(),
  /** The instant of the last entry it covers. */
  signedUpToAt: z.iso.datetime().nullable(),
  /** Public key the ledger is signed with, base64. */
  publicKey: z.string().nullable(),
  /** Why the next head is not signed, or null. */
  whyNotSigned: z.string().nullable(),
  /** Who else holds heads of this ledger, as this installation hands them out. */
  witnesses: z.array(
    z.object({
      way: z.enum(["directory", "mail", "address"]),
      name: z.string(),
      /** Entries of the last head it took. */
      size: z.number(),
      takenAt: z.iso.datetime().nullable(),
      failedAt: z.iso.datetime().nullable(),
      failure: z.string(),
      /** Whether its copy still says what was signed; null where it cannot be read from here. */
      matches: z.boolean().nullable(),
    }),
  ),
});
export type LedgerStateView = z.infer<typeof ledgerStateView>;

export const verifyLedgerInput = z.strictObject({ workspaceId, from: size.optional() });
export const verifyLedgerView = z.object({
  from: z.number(),
  to: z.number(),
  size: z.number(),
  isValid: z.boolean(),
  /** In the order of the ledger, the first hundred. */
  findings: z.array(finding),
});
export type VerifyLedgerView = z.infer<typeof verifyLedgerView>;

export const receiptInput = z.strictObject({ signatureId: z.uuid() });

/** Members are in canonical order: saved as it comes, the answer is the file the verifier reads. */
export const receiptView = z.object({
  checkpoint: z.string(),
  format: z.literal("waymark-receipt/1"),
  index: z.number(),
  key: z.string(),
  proof: z.array(z.string()),
  record: z.string(),
  statement: z.record(z.string(), z.unknown()),
});

export const ledgerKeysView = z.object({
  format: z.literal("waymark-keys/1"),
  algorithm: z.literal("Ed25519"),
  /** Oldest first; one appears with the first head it signs. */
  keys: z.array(
    z.object({
      /** Base64 of 32 bytes. */
      publicKey: z.string(),
      introducedAt: z.iso.datetime(),
      isCurrent: z.boolean(),
    }),
  ),
});
