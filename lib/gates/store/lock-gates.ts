import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { GateState } from "@/prisma/generated/enums";

type Locking = { gateIds: readonly string[]; reason: string; at: Date };

/**
 * Returns gates to locked and keeps their rounds as history: what was decided
 * and signed stays, an open round ends as voided, and a waiver that still ran
 * is revoked so that it cannot let the gate pass by itself again. Answers with
 * the events to put on the trail.
 */
export async function lockGates(tx: Tx, { gateIds, reason, at }: Locking): Promise<AuditEvent[]> {
  await tx.$queryRaw`
    SELECT id FROM gates WHERE id = ANY(${[...gateIds]}::uuid[]) ORDER BY id FOR UPDATE`;
  const gates = await tx.gate.findMany({
    where: { id: { in: [...gateIds] } },
    orderBy: { code: "asc" },
    select: {
      id: true,
      code: true,
      state: true,
      rounds: { where: { outcome: null }, select: { id: true, number: true } },
    },
  });
  const open = gates.flatMap(({ id: gateId, code, rounds }) =>
    rounds.map(({ id, number }) => ({ id, gateId, code, number })),
  );
  await tx.gateRound.updateMany({
    where: { id: { in: open.map(({ id }) => id) }, outcome: null },
    data: { outcome: "voided", closedAt: at, closedReason: reason },
  });
  await tx.gateWaiver.updateMany({
    where: { gateId: { in: [...gateIds] }, revokedAt: null },
    data: { revokedAt: at },
  });
  const moved = gates.filter(({ state }) => state !== "locked");
  await tx.gate.updateMany({
    where: { id: { in: moved.map(({ id }) => id) } },
    data: {
      state: "locked",
      stateSince: at,
      stateReason: reason,
      passedAt: null,
      expiresAt: null,
      renewsAt: null,
      version: { increment: 1 },
    },
  });
  return [
    ...open.map(({ gateId, code, number }) => ({
      type: "gate.round-closed" as const,
      gateId,
      code,
      round: number,
      outcome: "voided",
    })),
    ...moved.map(({ id, code, state }) => ({
      type: "gate.state-changed" as const,
      gateId: id,
      code,
      from: state,
      to: "locked",
      reason,
    })),
  ];
}

export type StandingApproval = {
  gateId: string;
  gateCode: string;
  gateState: GateState;
  round: number;
  signerName: string;
  role: string;
  verdict: string;
  signedAt: Date;
};

/** Signed approvals that these gates rest on at present: those of the last round of each. */
export async function listStandingApprovals(
  db: ReadDb,
  gateIds: readonly string[],
): Promise<StandingApproval[]> {
  return db.$queryRaw<StandingApproval[]>`
    SELECT g.id AS "gateId", g.code AS "gateCode", g.state::text AS "gateState",
           r.number AS round, s."signerName", s.role::text AS role, d.verdict::text AS verdict,
           s."signedAt"
    FROM gates g
    JOIN gate_rounds r ON r."gateId" = g.id AND r.number = g."roundNumber"
      AND (r.outcome IS NULL OR r.outcome IN ('passed', 'passed_with_conditions'))
    JOIN gate_decisions d ON d."roundId" = r.id
      AND d.verdict IN ('approve', 'approve_with_conditions')
    JOIN signatures s ON s.id = d."signatureId"
    WHERE g.id = ANY(${[...gateIds]}::uuid[])
    ORDER BY g.code, s."signedAt", s.id`;
}
