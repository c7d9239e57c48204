import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { whyNotProve, whyNotTreat } from "@/lib/risk-treatment/policy";
import { controlProofInput } from "@/lib/risk-treatment/schema";
import {
  insertProof,
  loadControl,
  loadProof,
  projectScopeOfControl,
} from "@/lib/risk-treatment/store/controls";
import { loadRisk } from "@/lib/risks/store/risk-rows";

export const proveControl = defineCommand({
  name: "risk.prove-control",
  permission: "risk:work-own",
  input: controlProofInput,
  operation: {
    method: "POST",
    path: "/risk-controls/{controlId}/proofs",
    summary: "Link evidence of the same project that shows the control works",
  },
  scope: ({ tx, input }) => projectScopeOfControl(tx, input.controlId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { controlId, evidenceId } = input;
    const { riskId, name, state } = await loadControl(tx, controlId);
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    refuseIf(whyNotProve(state));
    const { title: evidence } = await loadProof(tx, { evidenceId, projectId, today: dayOf(now) });
    const proof = { controlId, evidenceId, linkedById: member.userId, linkedAt: now };
    if (!(await insertProof(tx, proof))) {
      return { value: { controlId, evidenceId }, unchanged: true };
    }
    const { key } = risk;
    return {
      value: { controlId, evidenceId },
      audit: [{ type: "risk.control-proved", riskId, key, controlId, name, evidenceId, evidence }],
    };
  },
});
