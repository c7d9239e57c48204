import "server-only";
import type { UserId } from "@/lib/kernel/ids";
import { prismaClient, type ReadDb, type Tx } from "@/lib/platform/db";
import type { SignInMethod } from "@/prisma/generated/enums";

const TOUCH_EVERY_MS = 60_000;

export async function insertSession(
  tx: Tx,
  facts: {
    userId: UserId;
    tokenHash: string;
    method: SignInMethod;
    userAgent: string;
    address: string;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<string> {
  const data = { ...facts, lastSeenAt: facts.createdAt };
  const { id } = await tx.webSession.create({ data, select: { id: true } });
  return id;
}

/**
 * The person behind a cookie, asked on every request, so that what was revoked
 * ends with the next one. Writes when they were last seen at most once a minute.
 */
export async function sessionOfHash(
  tokenHash: string,
  now: Date,
): Promise<{ sessionId: string; userId: UserId } | null> {
  const db = prismaClient();
  const row = await db.webSession.findFirst({
    where: { tokenHash, revokedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    select: { id: true, userId: true, lastSeenAt: true },
  });
  if (row === null) {
    return null;
  }
  const before = new Date(now.getTime() - TOUCH_EVERY_MS);
  if (row.lastSeenAt < before) {
    await db.webSession.updateMany({
      where: { id: row.id, lastSeenAt: { lt: before } },
      data: { lastSeenAt: now },
    });
  }
  return { sessionId: row.id, userId: row.userId as UserId };
}

export async function loadSession(db: ReadDb, at: { sessionId: string; userId: UserId }) {
  return db.webSession.findFirst({
    where: { id: at.sessionId, userId: at.userId },
    select: { revokedAt: true },
  });
}

/** Ends sessions of one person and answers which; `except` is the one they look through. */
export async function endSessions(
  tx: Tx,
  facts: { userId: UserId; at: Date; only?: string; except?: string },
): Promise<string[]> {
  const { userId, at, only, except } = facts;
  const id = {
    ...(only === undefined ? {} : { equals: only }),
    ...(except === undefined ? {} : { not: except }),
  };
  const ended = await tx.webSession.updateManyAndReturn({
    where: { userId, revokedAt: null, id },
    data: { revokedAt: at },
    select: { id: true },
  });
  return ended.map((row) => row.id);
}

export async function listSessions(db: ReadDb, facts: { userId: UserId; now: Date }) {
  return db.webSession.findMany({
    where: { userId: facts.userId, revokedAt: null, expiresAt: { gt: facts.now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
  });
}
