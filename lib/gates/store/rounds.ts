import "server-only";
import type { RoundFacts, RoundOutcome } from "@/lib/gates/rules/gate-facts";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { passFrom } from "@/lib/gates/rules/pass-period";
import type { NewCondition } from "@/lib/gates/schema/inputs";
import type { Verdict } from "@/lib/gates/schema/rounds";
import { AppError } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import type { Tx } from "@/lib/platform/db";
import type { Feedback, ProjectRole } from "@/prisma/generated/enums";

type NewRound = Pick<
  RoundFacts,
  | "gateId"
  | "number"
  | "iteration"
  | "requestedById"
  | "requestedRole"
  | "statement"
  | "earlyReason"
  | "policy"
  | "policySha256"
  | "trace"
  | "subjects"
  | "eligible"
  | "dueOn"
  | "changes"
  | "isRenewal"
> & { at: Date };

/** What a round freezes is written once; the database refuses to change it. */
export async function openRound(tx: Tx, facts: NewRound): Promise<{ id: string }> {
  const { at, dueOn, trace, subjects, eligible, changes, ...rest } = facts;
  const { count } = await tx.gate.updateMany({
    where: { id: facts.gateId, roundNumber: facts.number - 1 },
    data: { roundNumber: facts.number, version: { increment: 1 } },
  });
  if (count !== 1) {
    throw new AppError("conflict", "Somebody asked for review a moment ago. Reload to see it.");
  }
  return tx.gateRound.create({
    data: {
      ...rest,
      trace: [...trace],
      subjects: [...subjects],
      changes: [...changes],
      eligible: JSON.parse(JSON.stringify(eligible)),
      requestedAt: at,
      dueOn: dateOf(dueOn),
    },
    select: { id: true },
  });
}

/** Exactly one outcome per round: a second close finds no open row. */
export async function closeRound(
  tx: Tx,
  facts: { roundId: string; outcome: RoundOutcome; at: Date; reason: string },
): Promise<void> {
  const { count } = await tx.gateRound.updateMany({
    where: { id: facts.roundId, outcome: null },
    data: { outcome: facts.outcome, closedAt: facts.at, closedReason: facts.reason },
  });
  if (count !== 1) {
    throw new AppError("conflict", "This round is closed.", { reason: "round_closed" });
  }
}

export async function startPass(
  tx: Tx,
  facts: { gateId: string; at: Date; policy: Pick<GatePolicy, "expires" | "renewal"> },
): Promise<void> {
  await tx.gate.updateMany({
    where: { id: facts.gateId },
    data: { ...passFrom(facts.at, facts.policy), endNotedAt: null },
  });
}

export async function insertDecision(
  tx: Tx,
  facts: {
    roundId: string;
    approverId: string;
    delegatedFromId: string | null;
    role: ProjectRole;
    verdict: Verdict;
    feedback: Feedback | null;
    reason: string;
    returnStageId: string | null;
    signatureId: string;
    decidedAt: Date;
  },
): Promise<{ id: string }> {
  return tx.gateDecision.create({ data: facts, select: { id: true } });
}

export async function insertConditions(
  tx: Tx,
  facts: {
    gateId: string;
    roundId: string;
    decisionId: string;
    setById: string;
    conditions: readonly NewCondition[];
  },
): Promise<void> {
  const { conditions, gateId, ...rest } = facts;
  if (conditions.length === 0) {
    return;
  }
  const before = await tx.gateCondition.count({ where: { gateId } });
  await tx.gateCondition.createMany({
    data: conditions.map((condition, index) => ({
      ...rest,
      gateId,
      code: `C${before + index + 1}`,
      text: condition.text,
      ownerId: condition.ownerId,
      dueOn: condition.dueOn === null ? null : dateOf(condition.dueOn),
      blocksGateId: condition.blocksGateId,
    })),
  });
}
