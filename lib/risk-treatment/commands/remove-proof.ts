import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { whyNotTreat } from "@/lib/risk-treatment/policy";
import { removeProofInput } from "@/lib/risk-treatment/schema";
import {
  deleteProof,
  loadControl,
  projectScopeOfControl,
} from "@/lib/risk-treatment/store/controls";
import { loadRisk } from "@/lib/risks/store/risk-rows";

/** The evidence stays where it is; it only no longer stands for this control. */
export const removeProof = defineCommand({
  name: "risk.remove-proof",
  permission: "risk:work-own",
  input: removeProofInput,
  operation: {
    method: "POST",
    path: "/risk-controls/{controlId}/proofs/{evidenceId}/remove",
    summary: "Say that evidence does not prove the control after all; the evidence stays",
  },
  scope: ({ tx, input }) => projectScopeOfControl(tx, input.controlId),

  async execute({ tx, access, input }) {
    const { projectId, member } = access;
    const { controlId, evidenceId, reason } = input;
    const { riskId, name } = await loadControl(tx, controlId);
    const { key, ...risk } = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    const evidence = await deleteProof(tx, { controlId, evidenceId });
    if (evidence === null) {
      throw new AppError("not_found", "This evidence is not linked to the control any more.");
    }
    const about = { riskId, key, controlId, name, evidenceId, evidence, reason };
    return {
      value: { controlId, evidenceId },
      audit: [{ type: "risk.proof-removed", ...about }],
    };
  },
});
