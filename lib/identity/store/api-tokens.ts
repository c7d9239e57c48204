import "server-only";
import { type TokenScope, tokenScopes } from "@/lib/authz/permissions";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";
import { prismaClient, type ReadDb, type Tx } from "@/lib/platform/db";

const TOUCH_EVERY_MS = 60_000;

export async function insertApiToken(
  tx: Tx,
  facts: {
    userId: UserId;
    workspaceId: WorkspaceId;
    name: string;
    prefix: string;
    tokenHash: string;
    scopes: string[];
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<string> {
  const { id } = await tx.apiToken.create({ data: facts, select: { id: true } });
  return id;
}

/** The owner and reach of a living token. Writes its last use at most once a minute. */
export async function tokenOfHash(tokenHash: string, now: Date) {
  const db = prismaClient();
  const row = await db.apiToken.findFirst({
    where: { tokenHash, revokedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
    select: { id: true, userId: true, workspaceId: true, scopes: true, lastUsedAt: true },
  });
  if (row === null) {
    return null;
  }
  const before = new Date(now.getTime() - TOUCH_EVERY_MS);
  if (row.lastUsedAt === null || row.lastUsedAt < before) {
    await db.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return {
    tokenId: row.id,
    userId: row.userId as UserId,
    workspaceId: row.workspaceId as WorkspaceId,
    scopes: row.scopes.filter(isScope),
  };
}

function isScope(name: string): name is TokenScope {
  return Object.hasOwn(tokenScopes, name);
}

export async function loadApiToken(db: ReadDb, at: { tokenId: string; userId: UserId }) {
  return db.apiToken.findFirst({
    where: { id: at.tokenId, userId: at.userId },
    select: { name: true, workspaceId: true, revokedAt: true },
  });
}

export async function revokeApiToken(tx: Tx, facts: { tokenId: string; at: Date }): Promise<void> {
  await tx.apiToken.updateMany({
    where: { id: facts.tokenId, revokedAt: null },
    data: { revokedAt: facts.at },
  });
}

export async function listApiTokens(db: ReadDb, userId: UserId) {
  const rows = await db.apiToken.findMany({
    where: { userId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  const ids = [...new Set(rows.map((row) => row.workspaceId))];
  const places = await db.workspace.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(places.map((place) => [place.id, place.name]));
  return rows.map((row) => ({ ...row, workspace: nameOf.get(row.workspaceId) ?? "" }));
}
