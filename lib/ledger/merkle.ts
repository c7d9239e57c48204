import { createHash } from "node:crypto";

const LEAF_PREFIX = Uint8Array.of(0x00);

/** Hash of one leaf, RFC 6962 section 2.1: SHA-256(0x00 || leaf), 32 bytes. */
export function leafHash(leaf: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(LEAF_PREFIX).update(leaf).digest());
}
