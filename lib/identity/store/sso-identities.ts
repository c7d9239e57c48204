import "server-only";
import type { UserId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";

type Identity = { issuer: string; subject: string };

/** The person this provider knows under this subject; the address plays no part. */
export async function userOfIdentity(db: ReadDb, { issuer, subject }: Identity) {
  const row = await db.ssoIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { user: { select: { id: true, name: true, disabledAt: true } } },
  });
  return row === null
    ? null
    : { id: row.user.id as UserId, name: row.user.name, isDisabled: row.user.disabledAt !== null };
}

export async function insertIdentity(
  tx: Tx,
  facts: Identity & { userId: UserId; email: string },
): Promise<void> {
  await tx.ssoIdentity.create({ data: facts });
}

/** Whether the person is already known to this provider under some other subject. */
export async function hasIdentityAt(
  db: ReadDb,
  facts: { userId: UserId; issuer: string },
): Promise<boolean> {
  return (await db.ssoIdentity.findFirst({ where: facts, select: { id: true } })) !== null;
}
