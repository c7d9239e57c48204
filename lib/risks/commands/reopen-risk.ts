import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { nextReviewOn } from "@/lib/risks/rules/reviews";
import { reopenRiskInput } from "@/lib/risks/schema";
import { holdMatrix } from "@/lib/risks/store/matrix";
import { loadRisk, projectScopeOfRisk, saveRisk } from "@/lib/risks/store/risk-rows";

export const reopenRisk = defineCommand({
  name: "risk.reopen",
  permission: "risk:work-own",
  input: reopenRiskInput,
  operation: { method: "POST", path: "/risks/{riskId}/reopen", summary: "Reopen a risk" },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { riskId, version, reason } = input;
    const risk = await loadRisk(tx, { id: riskId, projectId: access.projectId });
    refuseIf(whyNotWorkOn(risk, access.member));
    if (risk.status === "open") {
      return { value: { riskId, version: risk.version }, unchanged: true };
    }
    if (risk.status === "accepted") {
      throw new AppError(
        "rule_refused",
        "This risk is accepted. Revoke the acceptance to open it again.",
      );
    }
    const today = dayOf(now);
    const matrix = await holdMatrix(tx, access.workspaceId);
    const next = await saveRisk(
      tx,
      { id: riskId, version },
      {
        status: "open",
        statusSince: now,
        closedAt: null,
        closedReason: "",
        reviewDueOn: dateOf(nextReviewOn(matrix, risk, today)),
      },
    );
    return {
      value: { riskId, version: next },
      audit: [{ type: "risk.reopened", riskId, key: risk.key, reason }],
      jobs: [reevaluateGates(access.projectId)],
    };
  },
});
