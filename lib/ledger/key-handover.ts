import { isSignedBy, signBytes } from "@/lib/ledger/ed25519";

export type KeyHandover = {
  fromKey: string;
  toKey: string;
  statement: string;
  fromSignature: string;
  toSignature: string;
};

type Key = { seed: Uint8Array; publicKey: Uint8Array };

/** One ledger passes from one key to the next, and both say so. */
export function signHandover(ledger: { workspaceId: string; from: Key; to: Key }): KeyHandover {
  const { workspaceId, from, to } = ledger;
  const fromKey = base64(from.publicKey);
  const toKey = base64(to.publicKey);
  const statement = statementOf({ workspaceId, fromKey, toKey });
  const bytes = Buffer.from(statement, "utf8");
  return {
    fromKey,
    toKey,
    statement,
    fromSignature: base64(signBytes(from.seed, bytes)),
    toSignature: base64(signBytes(to.seed, bytes)),
  };
}

export function isHandedOver(workspaceId: string, handover: KeyHandover): boolean {
  const { fromKey, toKey, statement, fromSignature, toSignature } = handover;
  const bytes = Buffer.from(statement, "utf8");
  const signedBy = (key: string, signature: string) =>
    isSignedBy(Buffer.from(key, "base64"), { bytes, signature: Buffer.from(signature, "base64") });
  const isMeant = statement === statementOf({ workspaceId, fromKey, toKey });
  return isMeant && signedBy(fromKey, fromSignature) && signedBy(toKey, toSignature);
}

function statementOf(said: { workspaceId: string; fromKey: string; toKey: string }): string {
  return `waymark ledger key handover\n${said.workspaceId}\n${said.fromKey}\n${said.toKey}\n`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
