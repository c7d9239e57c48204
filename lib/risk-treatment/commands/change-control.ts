import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { changesBetween, fieldsOf } from "@/lib/kernel/changes";
import { whyNotTreat } from "@/lib/risk-treatment/policy";
import { changeControlInput } from "@/lib/risk-treatment/schema";
import {
  loadControl,
  projectScopeOfControl,
  saveControl,
} from "@/lib/risk-treatment/store/controls";
import { loadRisk } from "@/lib/risks/store/risk-rows";

export const changeControl = defineCommand({
  name: "risk.change-control",
  permission: "risk:work-own",
  input: changeControlInput,
  operation: {
    method: "PATCH",
    path: "/risk-controls/{controlId}",
    summary: "Change the text of a control, or say that a planned one exists",
  },
  scope: ({ tx, input }) => projectScopeOfControl(tx, input.controlId),

  async execute({ tx, access, input }) {
    const { projectId, member } = access;
    const { controlId, version, ...wanted } = input;
    const control = await loadControl(tx, controlId);
    const { riskId } = control;
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    const { name, description, state } = control;
    const changes = changesBetween({ name, description, state }, wanted);
    if (changes.length === 0) {
      return { value: { controlId, version: control.version }, unchanged: true };
    }
    const saved = await saveControl(tx, { id: controlId, version }, wanted);
    const { key } = risk;
    const changed = fieldsOf(changes);
    return {
      value: { controlId, version: saved },
      audit: [{ type: "risk.control-changed", riskId, key, controlId, name, changed, changes }],
    };
  },
});
