import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

// DER up to the 32 bytes of the seed (PKCS #8) and of the public key (SPKI), RFC 8410.
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const KEY_BYTES = 32;

function privateKeyOf(seed: Uint8Array) {
  if (seed.length !== KEY_BYTES) {
    throw new RangeError(`An Ed25519 seed has ${KEY_BYTES} bytes, not ${seed.length}.`);
  }
  const key = Buffer.concat([PKCS8_PREFIX, seed]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKeyOf(seed)).export({ format: "der", type: "spki" });
  return new Uint8Array(spki.subarray(-KEY_BYTES));
}

export function signBytes(seed: Uint8Array, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, bytes, privateKeyOf(seed)));
}

/** False for a key that is none, too. */
export function isSignedBy(
  publicKey: Uint8Array,
  signed: { bytes: Uint8Array; signature: Uint8Array },
): boolean {
  if (publicKey.length !== KEY_BYTES) {
    return false;
  }
  try {
    const der = Buffer.concat([SPKI_PREFIX, publicKey]);
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return verify(null, signed.bytes, key, signed.signature);
  } catch {
    return false;
  }
}
