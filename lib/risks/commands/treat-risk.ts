import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { treatRiskInput } from "@/lib/risks/schema";
import { dueDate, loadRisk, projectScopeOfRisk, saveRisk } from "@/lib/risks/store/risk-rows";

export const treatRisk = defineCommand({
  name: "risk.treat",
  permission: "risk:work-own",
  input: treatRiskInput,
  operation: {
    method: "PUT",
    path: "/risks/{riskId}/treatment",
    summary: "Choose the treatment and its due date",
  },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input }) {
    const { riskId, version, treatment, treatmentNote } = input;
    const risk = await loadRisk(tx, { id: riskId, projectId: access.projectId });
    refuseIf(whyNotWorkOn(risk, access.member));
    const dueOn = dueDate(input.dueOn);
    const next = await saveRisk(tx, { id: riskId, version }, { treatment, treatmentNote, dueOn });
    return {
      value: { riskId, version: next },
      audit: [{ type: "risk.treated", riskId, key: risk.key, treatment }],
      jobs: [reevaluateGates(access.projectId)],
    };
  },
});
