import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/policy";
import { type Level, scoreOf } from "@/lib/risks/rules";
import { type RiskLevelKind, rateRiskInput } from "@/lib/risks/schema";
import {
  loadRisk,
  projectScopeOfRisk,
  type Risk,
  saveLevelChange,
  saveRisk,
} from "@/lib/risks/store/risk-rows";

export const rateRisk = defineCommand({
  name: "risk.rate",
  permission: "risk:work-own",
  input: rateRiskInput,
  operation: {
    method: "POST",
    path: "/risks/{riskId}/ratings",
    summary: "Rate the inherent, current or residual level, with a reason",
  },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { riskId, version, kind, reason } = input;
    const risk = await loadRisk(tx, { id: riskId, projectId: access.projectId });
    refuseIf(whyNotWorkOn(risk, access.member));
    if (risk.status === "closed") {
      throw new AppError("rule_refused", "This risk is closed. Reopen it before rating it again.");
    }
    const level = { likelihood: input.likelihood, impact: input.impact };
    const from = levelOf(risk, kind);
    const next = await saveRisk(tx, { id: riskId, version }, columnsOf(kind, level));
    await saveLevelChange(tx, {
      riskId,
      kind,
      level,
      reason,
      changedById: access.member.userId,
      changedAt: now,
    });
    return {
      value: { riskId, version: next },
      audit: [{ type: "risk.rated", riskId, key: risk.key, kind, from, to: shown(level), reason }],
      jobs: [reevaluateGates(access.projectId)],
    };
  },
});

function shown({ likelihood, impact }: Level): string {
  return `${likelihood} x ${impact} = ${likelihood * impact}`;
}

function levelOf(risk: Risk, kind: RiskLevelKind): string | null {
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

function columnsOf(kind: RiskLevelKind, level: Level) {
  switch (kind) {
    case "inherent":
      return { inherentLikelihood: level.likelihood, inherentImpact: level.impact };
    case "current":
      return { ...level, score: scoreOf(level) };
    default:
      return { residualLikelihood: level.likelihood, residualImpact: level.impact };
  }
}
