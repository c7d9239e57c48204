import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { whyNotWithdraw } from "@/lib/risks/rules/may-accept";
import { withdrawAcceptanceInput } from "@/lib/risks/schema/acceptances";
import { closeRequest, loadRequest, scopeOfRequest } from "@/lib/risks/store/acceptance-requests";

export const withdrawAcceptanceRequest = defineCommand({
  name: "risk.withdraw-acceptance-request",
  permission: "risk:work-own",
  input: withdrawAcceptanceInput,
  operation: {
    method: "POST",
    path: "/acceptance-requests/{requestId}/withdraw",
    summary: "Take back the question whether a risk is accepted",
  },
  scope: ({ tx, input }) => scopeOfRequest(tx, input.requestId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { requestId, reason } = input;
    const { risk, request } = await loadRequest(tx, { requestId, projectId, workspaceId, now });
    refuseIf(whyNotWithdraw(request, member));
    const by = member.userId;
    await closeRequest(tx, { requestId, outcome: "withdrawn", by, reason, at: now });
    const { id: riskId, key } = risk;
    return {
      value: { requestId, riskId },
      audit: [{ type: "risk.acceptance-withdrawn", riskId, requestId, key, reason }],
    };
  },
});
