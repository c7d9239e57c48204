import { createHash } from "node:crypto";
import { canonicalize } from "@/lib/ledger/canonical-json";

/** SHA-256 of the canonical JSON of a value, lower-case hexadecimal. */
export function contentSha256(value: unknown): string {
  return createHash("sha256").update(canonicalize(value), "utf8").digest("hex");
}
