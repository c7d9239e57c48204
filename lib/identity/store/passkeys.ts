import "server-only";
import { fieldError } from "@/lib/kernel/app-error";
import type { UserId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";
import type { PasskeyPurpose } from "@/prisma/generated/enums";

type Bytes = Uint8Array<ArrayBuffer>;

const known = {
  id: true,
  name: true,
  credentialId: true,
  publicKey: true,
  transports: true,
  isBackedUp: true,
  createdAt: true,
  lastUsedAt: true,
} as const;

export async function listPasskeys(db: ReadDb, userId: UserId) {
  return db.passkey.findMany({
    where: { userId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: known,
  });
}

export async function passkeyOf(db: ReadDb, at: { userId: UserId; passkeyId: string }) {
  const { userId, passkeyId: id } = at;
  return db.passkey.findFirst({ where: { id, userId, removedAt: null }, select: known });
}

export async function passkeyOfCredential(
  db: ReadDb,
  at: { userId: UserId; credentialId: string },
) {
  return db.passkey.findFirst({ where: { ...at, removedAt: null }, select: known });
}

export async function insertPasskey(
  tx: Tx,
  facts: {
    userId: UserId;
    credentialId: string;
    publicKey: Bytes;
    signCount: bigint;
    transports: string[];
    isBackedUp: boolean;
    name: string;
    createdAt: Date;
  },
): Promise<string> {
  try {
    const { id } = await tx.passkey.create({ data: facts, select: { id: true } });
    return id;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw fieldError("name", "This passkey is registered already.");
    }
    throw error;
  }
}

export async function renamePasskey(
  tx: Tx,
  facts: { passkeyId: string; name: string },
): Promise<void> {
  const { passkeyId: id, name } = facts;
  await tx.passkey.updateMany({ where: { id, removedAt: null }, data: { name } });
}

export async function removePasskey(tx: Tx, facts: { passkeyId: string; at: Date }): Promise<void> {
  const { passkeyId: id, at: removedAt } = facts;
  await tx.passkey.updateMany({ where: { id, removedAt: null }, data: { removedAt } });
}

/**
 * Takes the device's counter over, and says whether it moved on. A counter that
 * stands still or falls means that the key exists twice; zero means a device
 * that does not count.
 */
export async function advanceSignCount(
  tx: Tx,
  facts: { passkeyId: string; signCount: bigint; at: Date },
): Promise<boolean> {
  const { passkeyId: id, signCount, at: lastUsedAt } = facts;
  const before = signCount === 0n ? { equals: 0n } : { lt: signCount };
  const { count } = await tx.passkey.updateMany({
    where: { id, removedAt: null, signCount: before },
    data: { signCount, lastUsedAt },
  });
  return count === 1;
}

export async function insertChallenge(
  tx: Tx,
  facts: {
    userId: UserId;
    purpose: PasskeyPurpose;
    challenge: string;
    nonce: Bytes;
    subjectSha256: string | null;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await tx.passkeyChallenge.create({ data: facts });
}

/** Uses a challenge up: one conditional update decides, so that of two answers one wins. */
export async function consumeChallenge(
  tx: Tx,
  asked: { userId: UserId; purpose: PasskeyPurpose; challenge: string; now: Date },
): Promise<{ nonce: Bytes; subjectSha256: string | null } | null> {
  const { now, ...where } = asked;
  const [used] = await tx.passkeyChallenge.updateManyAndReturn({
    where: { ...where, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
    select: { nonce: true, subjectSha256: true },
  });
  return used ?? null;
}

export async function insertPasskeyProof(
  tx: Tx,
  facts: {
    reauthenticationId: string;
    passkeyId: string;
    credentialId: string;
    publicKey: Bytes;
    nonce: Bytes;
    authenticatorData: Bytes;
    clientDataJson: Bytes;
    signature: Bytes;
    createdAt: Date;
  },
): Promise<void> {
  await tx.passkeyProof.create({ data: facts });
}
