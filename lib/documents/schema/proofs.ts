import * as z from "zod";

const hashes = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(64);

/** A receipt as `docs/ledger.md` writes it down, believed in nothing but its shape. */
export const receiptShape = z.strictObject({
  format: z.literal("waymark-receipt/1"),
  statement: z.record(z.string(), z.unknown()),
  record: z.string().max(1_000_000),
  index: z.number().int().min(0),
  proof: hashes,
  checkpoint: z.string().max(10_000),
  key: z.string().max(100),
});
export type ReceiptShape = z.infer<typeof receiptShape>;

const BUNDLE_MAX = 200_000;

export const bundleShape = z.object({
  format: z.literal("waymark-ledger/1"),
  workspaceId: z.string().max(100),
  checkpoints: z.array(z.string().max(10_000)).max(BUNDLE_MAX),
  signatures: z
    .array(
      z.looseObject({
        id: z.string(),
        statementSha256: z.string(),
        statement: z.record(z.string(), z.unknown()),
      }),
    )
    .max(BUNDLE_MAX),
  records: z
    .array(z.object({ leaf: z.string(), record: z.record(z.string(), z.unknown()) }))
    .max(BUNDLE_MAX),
});
export type BundleShape = z.infer<typeof bundleShape>;
