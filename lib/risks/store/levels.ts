import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { AppError } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { RiskId } from "@/lib/kernel/ids";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import type { Tx } from "@/lib/platform/db";
import type { Level } from "@/lib/risks/rules";
import { isBeyondLine, isCovered } from "@/lib/risks/rules/matrix";
import { nextReviewOn, reviewAfterRating } from "@/lib/risks/rules/reviews";
import type { KnowledgeStrength, RiskLevelKind } from "@/lib/risks/schema";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { listStandingAcceptances } from "@/lib/risks/store/acceptances";
import { tellInformed } from "@/lib/risks/store/informed";
import { demandInMatrix } from "@/lib/risks/store/matrix";
import { type Risk, saveLevelChange, saveRisk } from "@/lib/risks/store/risk-rows";
import type { Prisma } from "@/prisma/generated/client";

type Rating = {
  risk: Risk;
  version: number;
  matrix: Matrix;
  kind: RiskLevelKind;
  level: Level;
  knowledge?: KnowledgeStrength | undefined;
  reason: string;
  /** Null where Waymark itself rates, as after a breach. */
  by: string | null;
  now: Date;
  /** What changes with it in the same row. */
  also?: Prisma.RiskUncheckedUpdateManyInput;
};

/**
 * A new level with its reason. A current level that grows beyond what was
 * accepted opens the risk again in the same transaction.
 */
export async function setLevel(
  tx: Tx,
  rating: Rating,
): Promise<{ version: number; events: NonEmptyArray<AuditEvent> }> {
  const { risk, matrix, kind, level, reason, by, now, also = {} } = rating;
  if (risk.status === "closed") {
    throw new AppError("rule_refused", "This risk is closed. Reopen it before rating it again.");
  }
  demandInMatrix(matrix, level);
  const riskId = risk.id as RiskId;
  const isOutgrown =
    kind === "current" &&
    risk.status === "accepted" &&
    !(await isAccepted(tx, { risk, level, now }));
  const knowledge = rating.knowledge ?? risk.knowledge;
  const status = isOutgrown ? { status: "open" as const, statusSince: now } : {};
  const version = await saveRisk(
    tx,
    { id: riskId, version: rating.version },
    { knowledge, ...status, ...columnsOf(rating), ...also },
  );
  await saveLevelChange(tx, {
    riskId,
    kind,
    level,
    knowledge,
    reason,
    matrixVersion: matrix.version,
    changedById: by,
    changedAt: now,
  });
  if (kind === "current" && isBeyondLine(matrix, level) && !isBeyondLine(matrix, risk)) {
    await tellInformed(tx, risk, by);
  }
  const { key } = risk;
  const to = shown(level);
  const from = levelBefore(risk, kind);
  const outgrown: AuditEvent[] = isOutgrown
    ? [{ type: "risk.acceptance-outgrown", riskId, key, to }]
    : [];
  return {
    version,
    events: [{ type: "risk.rated", riskId, key, kind, from, to, reason }, ...outgrown],
  };
}

async function isAccepted(tx: Tx, at: { risk: Risk; level: Level; now: Date }): Promise<boolean> {
  const today = dayOf(at.now);
  const standing = await listStandingAcceptances(tx, { riskId: at.risk.id, today });
  return standing.some((accepted) => isCovered(at.level, accepted));
}

function shown({ likelihood, impact }: Level): string {
  return `${likelihood} x ${impact} = ${likelihood * impact}`;
}

function levelBefore(risk: Risk, kind: RiskLevelKind): string | null {
  switch (kind) {
    case "inherent":
      return shown({ likelihood: risk.inherentLikelihood, impact: risk.inherentImpact });
    case "current":
      return shown(risk);
    default:
      return risk.residualLikelihood === null || risk.residualImpact === null
        ? null
        : shown({ likelihood: risk.residualLikelihood, impact: risk.residualImpact });
  }
}

function columnsOf({ risk, matrix, kind, level, now }: Rating) {
  switch (kind) {
    case "inherent":
      return { inherentLikelihood: level.likelihood, inherentImpact: level.impact };
    case "current": {
      const known = risk.reviewDueOn === null ? null : dayOf(risk.reviewDueOn);
      const due = reviewAfterRating(known, nextReviewOn(matrix, level, dayOf(now)));
      return { ...level, ratedAt: now, reviewDueOn: dateOf(due) };
    }
    default:
      return { residualLikelihood: level.likelihood, residualImpact: level.impact };
  }
}
