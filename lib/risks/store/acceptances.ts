import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { AppError } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { riskKey } from "@/lib/risks/rules";
import type { Prisma } from "@/prisma/generated/client";

/** Signed, neither revoked nor over: what a risk may rest on today, the newest first. */
export async function listStandingAcceptances(db: ReadDb, at: { riskId: string; today: string }) {
  return db.riskAcceptance.findMany({
    where: {
      riskId: at.riskId,
      revokedAt: null,
      endNotedAt: null,
      expiresOn: { gte: dateOf(at.today) },
    },
    orderBy: { acceptedAt: "desc" },
  });
}

/** Ends what a risk rests on and what still waits for a signature, as when it is closed. */
export async function endAcceptances(
  tx: Tx,
  facts: { riskId: string; by: string; reason: string; at: Date },
): Promise<void> {
  const { riskId, by, reason, at } = facts;
  await tx.riskAcceptance.updateMany({
    where: { riskId, revokedAt: null, endNotedAt: null },
    data: { revokedAt: at, revokedById: by, revokedReason: reason },
  });
  await tx.riskAcceptanceRequest.updateMany({
    where: { riskId, outcome: null },
    data: { outcome: "withdrawn", closedAt: at, closedById: by, closedReason: reason },
  });
}

/**
 * Opens risks of a project that are accepted and rest on nothing any more: no
 * acceptance that stands on this day covers their level. Their next review is due.
 */
export async function reopenUncovered(
  tx: Tx,
  facts: { projectId: string; at: Date; riskId?: string },
): Promise<AuditEvent[]> {
  const { projectId, at, riskId = null } = facts;
  const today = dayOf(at);
  const rows = await tx.$queryRaw<{ id: string; number: number }[]>`
    UPDATE risks r SET status = 'open', "statusSince" = ${at}, version = r.version + 1,
      "reviewDueOn" = LEAST(r."reviewDueOn", ${today}::date)
    WHERE r."projectId" = ${projectId}::uuid AND r.status = 'accepted'
      AND (${riskId}::uuid IS NULL OR r.id = ${riskId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM risk_acceptances a WHERE a."riskId" = r.id
        AND a."revokedAt" IS NULL AND a."endNotedAt" IS NULL AND a."expiresOn" >= ${today}::date
        AND a.likelihood >= r.likelihood AND a.impact >= r.impact)
    RETURNING r.id, r.number`;
  return rows.map(({ id, number }) => ({
    type: "risk.returned-to-review",
    riskId: id,
    key: riskKey(number),
  }));
}

export async function loadAcceptance(db: ReadDb, id: string) {
  const row = await db.riskAcceptance.findUnique({ where: { id } });
  if (row === null) {
    throw new AppError("not_found", "There is no such acceptance.");
  }
  return row;
}

export async function insertAcceptance(
  tx: Tx,
  facts: Omit<Prisma.RiskAcceptanceUncheckedCreateInput, "expiresOn"> & { expiresOn: string },
): Promise<string> {
  const expiresOn = dateOf(facts.expiresOn);
  const { id } = await tx.riskAcceptance.create({
    data: { ...facts, expiresOn },
    select: { id: true },
  });
  return id;
}

/** Called in the transaction that signed: the database lets no risk be accepted otherwise. */
export async function putAccepted(tx: Tx, facts: { riskId: string; at: Date }): Promise<void> {
  const { riskId, at } = facts;
  await tx.risk.updateMany({
    where: { id: riskId, status: "open" },
    data: { status: "accepted", statusSince: at, version: { increment: 1 } },
  });
}

/** False when it had ended before. */
export async function revokeOne(
  tx: Tx,
  facts: { acceptanceId: string; by: string; reason: string; at: Date },
): Promise<boolean> {
  const { acceptanceId, by, reason, at } = facts;
  const { count } = await tx.riskAcceptance.updateMany({
    where: { id: acceptanceId, revokedAt: null, endNotedAt: null },
    data: { revokedAt: at, revokedById: by, revokedReason: reason },
  });
  return count > 0;
}
