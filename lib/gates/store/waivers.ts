import "server-only";
import type { WaiverFacts } from "@/lib/gates/rules/gate-facts";
import { dateOf } from "@/lib/kernel/calendar";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { ProjectRole } from "@/prisma/generated/enums";

type Proposal = Pick<
  WaiverFacts,
  "gateId" | "reason" | "requestedById" | "needs" | "subjectSha256" | "expiresOn"
> & { proposedAt: Date };

/** A proposal takes the place of one that still waits, never of a waiver in force. */
export async function insertProposal(tx: Tx, facts: Proposal): Promise<{ id: string }> {
  const { expiresOn, needs, gateId, proposedAt } = facts;
  await tx.gateWaiver.updateMany({
    where: { gateId, revokedAt: null, grantedAt: null },
    data: { revokedAt: proposedAt },
  });
  return tx.gateWaiver.create({
    data: { ...facts, needs: [...needs], expiresOn: dateOf(expiresOn) },
    select: { id: true },
  });
}

export async function insertGrant(
  tx: Tx,
  facts: {
    waiverId: string;
    role: ProjectRole;
    grantedById: string;
    signatureId: string;
    grantedAt: Date;
  },
): Promise<void> {
  await tx.gateWaiverGrant.create({ data: facts });
}

/** A gate has one waiver in force; an older one ends where the newer begins. */
export async function putInForce(
  tx: Tx,
  facts: { gateId: string; waiverId: string; at: Date },
): Promise<void> {
  const { gateId, waiverId, at } = facts;
  await tx.gateWaiver.updateMany({
    where: { gateId, revokedAt: null, grantedAt: { not: null } },
    data: { revokedAt: at },
  });
  await tx.gateWaiver.updateMany({ where: { id: waiverId }, data: { grantedAt: at } });
}

/** The waiver this person proposed or granted in the same words, so that a second click changes nothing. */
export async function findSameWaiver(
  db: ReadDb,
  facts: { gateId: string; grantedById: string; expiresOn: string; reason: string },
) {
  const { expiresOn, grantedById, ...rest } = facts;
  return db.gateWaiver.findFirst({
    where: {
      ...rest,
      expiresOn: dateOf(expiresOn),
      revokedAt: null,
      grants: { some: { grantedById } },
    },
    select: { id: true, grantedAt: true },
  });
}

/** The grant this person gave to this waiver in this role. */
export async function findOwnGrant(
  db: ReadDb,
  facts: { waiverId: string; grantedById: string; role: ProjectRole },
) {
  return db.gateWaiverGrant.findFirst({ where: facts, select: { id: true } });
}
