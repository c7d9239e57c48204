import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { whyNotTreat } from "@/lib/risk-treatment/policy";
import { retireControlInput } from "@/lib/risk-treatment/schema";
import {
  loadControl,
  projectScopeOfControl,
  saveControl,
} from "@/lib/risk-treatment/store/controls";
import { loadRisk } from "@/lib/risks/store/risk-rows";

export const retireControl = defineCommand({
  name: "risk.retire-control",
  permission: "risk:work-own",
  input: retireControlInput,
  operation: {
    method: "POST",
    path: "/risk-controls/{controlId}/retire",
    summary: "Take a control out of use, with a reason",
  },
  scope: ({ tx, input }) => projectScopeOfControl(tx, input.controlId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { controlId, version, reason } = input;
    const { riskId, name } = await loadControl(tx, controlId);
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    const saved = await saveControl(tx, { id: controlId, version }, { retiredAt: now });
    return {
      value: { controlId, version: saved },
      audit: [{ type: "risk.control-retired", riskId, key: risk.key, controlId, name, reason }],
    };
  },
});
