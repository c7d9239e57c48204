import "server-only";
import { publicKeyOf } from "@/lib/ledger/ed25519";
import { bytesOfBase64 } from "@/lib/ledger/signed-note";
import type { ReadDb } from "@/lib/platform/db";

export type SigningKey = { seed: Uint8Array; publicKey: Uint8Array };

const SEED_BYTES = 32;

/** The key this installation signs with, or null where it was given none. */
export function signingKey(): SigningKey | null {
  return keyFrom(process.env.LEDGER_SEED, "LEDGER_SEED");
}

/** The key before, kept at hand until every ledger carries its hand-over. */
export function previousSigningKey(): SigningKey | null {
  return keyFrom(process.env.LEDGER_SEED_PREVIOUS, "LEDGER_SEED_PREVIOUS");
}

function keyFrom(text: string | undefined, name: string): SigningKey | null {
  if (text === undefined || text === "") {
    return null;
  }
  const seed = bytesOfBase64(text);
  if (seed?.length !== SEED_BYTES) {
    throw new Error(`${name} must be the base64 of ${SEED_BYTES} bytes.`);
  }
  return { seed, publicKey: publicKeyOf(seed) };
}

export type PublishedKey = { publicKey: Uint8Array; introducedAt: Date };

/** Every key this installation has signed with, oldest first. */
export async function listKeys(db: ReadDb): Promise<PublishedKey[]> {
  const rows = await db.ledgerKey.findMany({ orderBy: { introducedAt: "asc" } });
  return rows.map(({ publicKey, introducedAt }) => ({
    publicKey: new Uint8Array(Buffer.from(publicKey, "base64")),
    introducedAt,
  }));
}
