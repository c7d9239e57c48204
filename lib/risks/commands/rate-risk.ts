import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { rateRiskInput } from "@/lib/risks/schema";
import { setLevel } from "@/lib/risks/store/levels";
import { holdMatrix } from "@/lib/risks/store/matrix";
import { loadRisk, projectScopeOfRisk } from "@/lib/risks/store/risk-rows";

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
    const { riskId, version, kind, likelihood, impact, knowledge, reason } = input;
    const { workspaceId, projectId, member } = access;
    const matrix = await holdMatrix(tx, workspaceId);
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotWorkOn(risk, member));
    const rated = await setLevel(tx, {
      risk,
      version,
      matrix,
      kind,
      level: { likelihood, impact },
      knowledge,
      reason,
      by: member.userId,
      now,
    });
    return {
      value: { riskId, version: rated.version },
      audit: rated.events,
      jobs: [reevaluateGates(projectId)],
    };
  },
});
