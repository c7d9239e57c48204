import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** A checkpoint as the product signs it, written out once more so that the bench needs no build. */
export function signedNote({ seed, workspaceId, size, root }) {
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const publicKey = spki.subarray(-32);
  const origin = `127.0.0.1/ledger/${workspaceId}`;
  const body = `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
  const id = createHash("sha256").update(`${origin}\n\u0001`).update(publicKey).digest();
  const line = Buffer.concat([id.subarray(0, 4), sign(null, Buffer.from(body), privateKey)]);
  const text = `${body}\n— ${origin} ${line.toString("base64")}\n`;
  return { text, publicKey: publicKey.toString("base64") };
}
