import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { whyNotTreat } from "@/lib/risk-treatment/policy";
import { addControlInput } from "@/lib/risk-treatment/schema";
import { insertControl } from "@/lib/risk-treatment/store/controls";
import { holdRisk } from "@/lib/risk-treatment/store/hold-risk";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";

export const addControl = defineCommand({
  name: "risk.add-control",
  permission: "risk:work-own",
  input: addControlInput,
  operation: {
    method: "POST",
    path: "/risks/{riskId}/controls",
    summary: "Name a control that holds the risk down, existing or planned",
  },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const risk = await holdRisk(tx, { id: input.riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    const { riskId, name, state } = input;
    const controlId = await insertControl(tx, { ...input, addedById: member.userId, addedAt: now });
    return {
      value: { controlId, version: 1 },
      audit: [{ type: "risk.control-added", riskId, key: risk.key, controlId, name, state }],
    };
  },
});
