import "server-only";
import type { WorkspaceRole } from "@/lib/authz/permissions";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";
import { prismaClient, type ReadDb, type Tx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
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

/** Who is behind a session and where they are a member, as of the request that asks. */
type OpenSession = {
  sessionId: string;
  userId: UserId;
  name: string;
  memberships: { workspaceId: WorkspaceId; role: WorkspaceRole }[];
};

/** A session last seen before this moment has ended because nobody used it. */
function idleSince(now: Date): Date {
  return new Date(now.getTime() - env().SESSION_IDLE_MINUTES * 60_000);
}

/**
 * The person behind a cookie, asked on every request, so that what was revoked
 * ends with the next one, and so does what nobody used for too long. Writes when they were last seen at most once a minute.
 */
export async function sessionOfHash(tokenHash: string, now: Date): Promise<OpenSession | null> {
  const db = prismaClient();
  const rows = await db.$queryRaw<(OpenSession & { lastSeenAt: Date })[]>`
    SELECT s.id AS "sessionId", s."userId", s."lastSeenAt", u.name,
      COALESCE((SELECT json_agg(json_build_object('workspaceId', m."workspaceId", 'role', m.role))
        FROM memberships m WHERE m."userId" = u.id AND m."removedAt" IS NULL), '[]') AS memberships
    FROM web_sessions s JOIN users u ON u.id = s."userId" AND u."disabledAt" IS NULL
    WHERE s."tokenHash" = ${tokenHash} AND s."revokedAt" IS NULL AND s."expiresAt" > ${now}
      AND s."lastSeenAt" > ${idleSince(now)}`;
  const row = rows[0];
  if (row === undefined) {
    return null;
  }
  const before = new Date(now.getTime() - TOUCH_EVERY_MS);
  if (row.lastSeenAt < before) {
    await db.webSession.updateMany({
      where: { id: row.sessionId, lastSeenAt: { lt: before } },
      data: { lastSeenAt: now },
    });
  }
  const { lastSeenAt: _, ...session } = row;
  return session;
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
    where: {
      userId: facts.userId,
      revokedAt: null,
      expiresAt: { gt: facts.now },
      lastSeenAt: { gt: idleSince(facts.now) },
    },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
  });
}

/** Whether the person came through single sign-on a moment ago, which their provider vouches for. */
export async function isFreshSsoSession(
  db: ReadDb,
  at: { sessionId: string; userId: UserId; since: Date },
): Promise<boolean> {
  const { sessionId: id, userId, since } = at;
  const row = await db.webSession.findFirst({
    where: { id, userId, method: "sso", createdAt: { gte: since }, revokedAt: null },
    select: { id: true },
  });
  return row !== null;
}
