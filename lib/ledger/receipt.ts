import { canonicalize } from "@/lib/ledger/canonical-json";

/** What proves one sign-off to somebody who has nothing else of Waymark. Format: docs/ledger.md. */
export type Receipt = {
  format: "waymark-receipt/1";
  /** What was signed; its SHA-256 is in the record. */
  statement: Record<string, unknown>;
  /** The record as it was hashed, byte for byte. */
  record: string;
  index: number;
  /** Inclusion proof, hexadecimal, from the leaf up. */
  proof: string[];
  checkpoint: string;
  /** Public key the checkpoint is signed with, base64. */
  key: string;
};

type ReceiptFacts = {
  statement: Record<string, unknown>;
  record: string;
  index: number;
  proof: readonly Uint8Array[];
  checkpoint: string;
  publicKey: Uint8Array;
};

/** Members are in canonical order, so that plain JSON of it is the canonical text. */
export function buildReceipt(facts: ReceiptFacts): Receipt {
  const { proof, publicKey, ...rest } = facts;
  const receipt: Receipt = {
    ...rest,
    format: "waymark-receipt/1",
    key: Buffer.from(publicKey).toString("base64"),
    proof: proof.map((hash) => Buffer.from(hash).toString("hex")),
  };
  return JSON.parse(canonicalize(receipt)) as Receipt;
}

/** The file people download. */
export function receiptText(receipt: Receipt): string {
  return `${canonicalize(receipt)}\n`;
}
