import "server-only";
import { dateOf } from "@/lib/kernel/calendar";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { ProjectRole } from "@/prisma/generated/enums";

/** A gate has one living waiver; an older one ends where the newer begins. */
export async function insertWaiver(
  tx: Tx,
  facts: {
    gateId: string;
    reason: string;
    requestedById: string;
    grantedById: string;
    role: ProjectRole;
    signatureId: string;
    expiresOn: string;
    grantedAt: Date;
  },
): Promise<{ id: string }> {
  const { expiresOn, gateId, grantedAt } = facts;
  await tx.gateWaiver.updateMany({
    where: { gateId, revokedAt: null },
    data: { revokedAt: grantedAt },
  });
  return tx.gateWaiver.create({
    data: { ...facts, expiresOn: dateOf(expiresOn) },
    select: { id: true },
  });
}

export async function findSameWaiver(
  db: ReadDb,
  facts: { gateId: string; grantedById: string; expiresOn: string; reason: string },
) {
  const { expiresOn, ...rest } = facts;
  return db.gateWaiver.findFirst({
    where: { ...rest, expiresOn: dateOf(expiresOn), revokedAt: null },
    select: { id: true },
  });
}
