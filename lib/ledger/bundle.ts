import { canonicalize } from "@/lib/ledger/canonical-json";
import type { SignatureRow } from "@/lib/ledger/check-signature";

export type EvidenceRow = {
  id: string;
  kind: string;
  revision: number;
  sha256: string | null;
  title: string;
};

/** Everything of a whole ledger but its records. Format: docs/ledger.md. */
export type BundleHead = {
  workspaceId: string;
  /** Public keys in the order in which they signed, base64. */
  keys: readonly string[];
  checkpoints: readonly string[];
  signatures: readonly SignatureRow[];
  evidence: readonly EvidenceRow[];
};

/** One JSON document in lines: this one, a line per record, and the last. */
export function bundleHeadLine(head: BundleHead): string {
  const { workspaceId, keys, checkpoints, signatures, evidence } = head;
  const text = canonicalize({
    format: "waymark-ledger/1",
    workspaceId,
    keys: [...keys],
    checkpoints: [...checkpoints],
    signatures: signatures.map((row) => ({ ...row, buildsOn: [...row.buildsOn] })),
    evidence: [...evidence],
  });
  return `${text.slice(0, -1)},"records":[\n`;
}

/** The record stands in its own bytes; the hash beside it only helps to say which one was changed. */
export function bundleRecordLine(entry: {
  canonical: string;
  leafHash: Uint8Array;
  isLast: boolean;
}): string {
  const { canonical, leafHash, isLast } = entry;
  const leaf = Buffer.from(leafHash).toString("hex");
  return `{"leaf":"${leaf}","record":${canonical}}${isLast ? "" : ","}\n`;
}

export const bundleLastLine = "]}\n";
