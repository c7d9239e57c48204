import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/policy";
import { reopenRiskInput } from "@/lib/risks/schema";
import { loadRisk, projectScopeOfRisk, saveRisk } from "@/lib/risks/store/risk-rows";

export const reopenRisk = defineCommand({
  name: "risk.reopen",
  permission: "risk:work-own",
  input: reopenRiskInput,
  operation: { method: "POST", path: "/risks/{riskId}/reopen", summary: "Reopen a risk" },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input }) {
    const { riskId, version, reason } = input;
    const risk = await loadRisk(tx, { id: riskId, projectId: access.projectId });
    refuseIf(whyNotWorkOn(risk, access.member));
    if (risk.status === "open") {
      return { value: { riskId, version: risk.version }, unchanged: true };
    }
    const next = await saveRisk(
      tx,
      { id: riskId, version },
      { status: "open", closedAt: null, closedReason: "" },
    );
    return {
      value: { riskId, version: next },
      audit: [{ type: "risk.reopened", riskId, key: risk.key, reason }],
      jobs: [reevaluateGates(access.projectId)],
    };
  },
});
