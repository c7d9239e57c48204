import "server-only";
import { whyNotWithdraw } from "@/lib/evidence/policy";
import { withdrawEvidenceInput } from "@/lib/evidence/schema";
import {
  lockEvidence,
  markWithdrawn,
  projectIdOfEvidence,
} from "@/lib/evidence/store/evidence-rows";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";

export const withdrawEvidence = defineCommand({
  name: "evidence.withdraw",
  permission: "evidence:write",
  input: withdrawEvidenceInput,
  operation: {
    method: "POST",
    path: "/evidence/{evidenceId}/withdraw",
    summary: "Withdraw evidence with a reason; it stays to be read",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfEvidence(tx, input.evidenceId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { evidenceId, reason } = input;
    const evidence = await lockEvidence(tx, { id: evidenceId, projectId, now });
    if (evidence.status === "withdrawn") {
      return { value: { evidenceId }, unchanged: true };
    }
    refuseIf(whyNotWithdraw(member, evidence));
    await markWithdrawn(tx, { id: evidenceId, at: now, reason });
    return {
      value: { evidenceId },
      audit: [{ type: "evidence.withdrawn", evidenceId, title: evidence.title, reason }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
