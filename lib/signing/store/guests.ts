import "server-only";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { SigningSlot } from "@/lib/signing/rules/signing-state";
import type { GuestInput } from "@/lib/signing/schema/inputs";

type Person = NonNullable<SigningSlot["person"]>;

/** By address, the names of members of the workspace among these addresses. */
export async function accountsAmong(
  db: ReadDb,
  at: { workspaceId: string; guests: readonly GuestInput[] },
): Promise<Map<string, string>> {
  const emails = at.guests.map(({ email }) => email);
  const rows =
    emails.length === 0
      ? []
      : await db.user.findMany({
          where: {
            email: { in: emails },
            memberships: { some: { workspaceId: at.workspaceId, removedAt: null } },
          },
          select: { email: true, name: true },
        });
  return new Map(rows.map(({ email, name }) => [email, name]));
}

/**
 * Guests as they are stored, by address. The same person named again in a
 * project keeps their id, and with it what they signed; another spelling is
 * another person to the record.
 */
export async function storeGuests(
  tx: Tx,
  facts: {
    workspaceId: string;
    projectId: string;
    guests: readonly GuestInput[];
    by: string;
    at: Date;
  },
): Promise<Map<string, Person>> {
  const { workspaceId, projectId, guests, by, at } = facts;
  const stored = new Map<string, Person>();
  for (const { name, email, organisation } of guests) {
    const key = { projectId, name, email, organisation };
    await tx.signingGuest.createMany({
      data: [{ ...key, workspaceId, namedById: by, namedAt: at }],
      skipDuplicates: true,
    });
    const { id } = await tx.signingGuest.findFirstOrThrow({ where: key, select: { id: true } });
    const mark = { organisation, email, accountId: null, link: null };
    stored.set(email, { id, name, guest: mark });
  }
  return stored;
}
