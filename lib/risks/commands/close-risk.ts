import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { closeRiskInput } from "@/lib/risks/schema";
import { endAcceptances } from "@/lib/risks/store/acceptances";
import { loadRisk, projectScopeOfRisk, saveRisk } from "@/lib/risks/store/risk-rows";

export const closeRisk = defineCommand({
  name: "risk.close",
  permission: "risk:work-own",
  input: closeRiskInput,
  operation: { method: "POST", path: "/risks/{riskId}/close", summary: "Close a risk" },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { riskId, version, reason } = input;
    const risk = await loadRisk(tx, { id: riskId, projectId: access.projectId });
    refuseIf(whyNotWorkOn(risk, access.member));
    if (risk.status === "closed") {
      return { value: { riskId, version: risk.version }, unchanged: true };
    }
    const next = await saveRisk(
      tx,
      { id: riskId, version },
      { status: "closed", statusSince: now, closedAt: now, closedReason: reason },
    );
    const by = access.member.userId;
    await endAcceptances(tx, { riskId, by, reason: "The risk was closed.", at: now });
    return {
      value: { riskId, version: next },
      audit: [{ type: "risk.closed", riskId, key: risk.key, reason }],
      jobs: [reevaluateGates(access.projectId)],
    };
  },
});
