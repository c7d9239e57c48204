import "server-only";
import type { MeView } from "@/lib/identity/schema";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import type { UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

const account = { id: true, name: true, email: true, passwordHash: true } as const;

export type Account = { id: UserId; name: string; email: string; passwordHash: string | null };

/** A person who may sign in, found by the whole address and by nothing similar. */
export async function accountOfEmail(db: ReadDb, email: string): Promise<Account | null> {
  const row = await db.user.findFirst({ where: { email, disabledAt: null }, select: account });
  return row === null ? null : { ...row, id: row.id as UserId };
}

export async function accountOf(db: ReadDb, id: UserId): Promise<Account> {
  const row = await db.user.findFirst({ where: { id, disabledAt: null }, select: account });
  if (row === null) {
    throw new AppError("unauthenticated", "Sign in first.");
  }
  return { ...row, id };
}

/** Also true for an account that was disabled. */
export async function isAddressTaken(db: ReadDb, email: string): Promise<boolean> {
  return (await db.user.findUnique({ where: { email }, select: { id: true } })) !== null;
}

export async function isAnybodyHere(db: ReadDb): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}

export async function insertUser(
  tx: Tx,
  facts: {
    email: string;
    name: string;
    passwordHash: string | null;
    emailVerifiedAt?: Date;
    createdAt: Date;
  },
): Promise<UserId> {
  try {
    const { id } = await tx.user.create({ data: facts, select: { id: true } });
    return id as UserId;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw fieldError("email", "Somebody with this address has an account already.");
    }
    throw error;
  }
}

export async function savePassword(
  tx: Tx,
  facts: { userId: UserId; passwordHash: string; emailVerifiedAt?: Date },
): Promise<void> {
  const { userId, ...data } = facts;
  await tx.user.updateMany({ where: { id: userId }, data });
}

export async function saveProfile(
  tx: Tx,
  facts: {
    userId: UserId;
    version: number;
    data: { name: string; title: string; timeZone: string; singleKeys: boolean };
  },
): Promise<void> {
  const { userId, version, data } = facts;
  const { count } = await tx.user.updateMany({
    where: { id: userId, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "Your profile was changed in another window meanwhile. Reload the page and save again.",
    );
  }
}

/** Who somebody is, how they can prove it and where they belong, in one statement. */
export async function profileOf(db: ReadDb, id: UserId): Promise<MeView> {
  const [row] = await db.$queryRaw<MeView[]>`
    SELECT u.id, u.name, u.title, u.email, u."timeZone", u."singleKeys", u.version,
      u."passwordHash" IS NOT NULL AS "hasPassword",
      (SELECT count(*)::int FROM passkeys k
        WHERE k."userId" = u.id AND k."removedAt" IS NULL) AS passkeys,
      ARRAY(SELECT i.issuer FROM sso_identities i WHERE i."userId" = u.id ORDER BY i.issuer)
        AS "ssoIssuers",
      COALESCE((SELECT json_agg(json_build_object('id', w.id, 'name', w.name, 'slug', w.slug,
            'isDemo', w."isDemo", 'role', m.role) ORDER BY m."joinedAt", w.id)
          FROM memberships m JOIN workspaces w ON w.id = m."workspaceId"
          WHERE m."userId" = u.id AND m."removedAt" IS NULL), '[]') AS workspaces
    FROM users u WHERE u.id = ${id}::uuid AND u."disabledAt" IS NULL`;
  if (row === undefined) {
    throw new AppError("unauthenticated", "Sign in first.");
  }
  return row;
}

export async function workspaceIdsOf(db: ReadDb, userId: UserId): Promise<WorkspaceId[]> {
  const rows = await db.membership.findMany({
    where: { userId, removedAt: null },
    select: { workspaceId: true },
  });
  return rows.map((row) => row.workspaceId as WorkspaceId);
}
