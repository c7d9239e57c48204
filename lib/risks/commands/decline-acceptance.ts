import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";
import { declineAcceptanceInput } from "@/lib/risks/schema/acceptances";
import { closeRequest, loadRequest, scopeOfRequest } from "@/lib/risks/store/acceptance-requests";

export const declineAcceptance = defineCommand({
  name: "risk.decline-acceptance",
  permission: "risk:accept",
  input: declineAcceptanceInput,
  operation: {
    method: "POST",
    path: "/acceptance-requests/{requestId}/decline",
    summary: "Decline to accept a risk, with a reason",
  },
  scope: ({ tx, input }) => scopeOfRequest(tx, input.requestId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { requestId, reason } = input;
    const { risk, request } = await loadRequest(tx, { requestId, projectId, workspaceId, now });
    if (request.approverId !== member.userId) {
      throw new AppError("rule_refused", "Only the person who was asked answers this question.");
    }
    const by = member.userId;
    await closeRequest(tx, { requestId, outcome: "declined", by, reason, at: now });
    const { id: riskId, key, title } = risk;
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [request.requestedById, ...(risk.ownerId === null ? [] : [risk.ownerId])],
      except: by,
      title: `${member.name} declined to accept ${key} ${title}`,
      because: "because you asked for it or the risk is yours",
      href: `/projects/${projectId}/risks?risk=${riskId}`,
    });
    return {
      value: { requestId, riskId },
      audit: [{ type: "risk.acceptance-declined", riskId, requestId, key, reason }],
      jobs,
    };
  },
});
