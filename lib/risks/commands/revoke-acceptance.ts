import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import type { RiskId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { levelOf } from "@/lib/risks/rules/matrix";
import { whyNotRevoke } from "@/lib/risks/rules/may-accept";
import { revokeAcceptanceInput } from "@/lib/risks/schema/acceptances";
import { holdRisk, scopeOfAcceptance } from "@/lib/risks/store/acceptance-requests";
import { loadAcceptance, reopenUncovered, revokeOne } from "@/lib/risks/store/acceptances";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { loadRisk } from "@/lib/risks/store/risk-rows";

/** Opens the risk again, unless another acceptance still covers it. */
export const revokeAcceptance = defineCommand({
  name: "risk.revoke-acceptance",
  permission: "risk:accept",
  input: revokeAcceptanceInput,
  operation: {
    method: "POST",
    path: "/risk-acceptances/{acceptanceId}/revoke",
    summary: "Revoke a signed acceptance, with a reason",
  },
  scope: ({ tx, input }) => scopeOfAcceptance(tx, input.acceptanceId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { acceptanceId, reason } = input;
    const found = await loadAcceptance(tx, acceptanceId);
    await holdRisk(tx, found.riskId);
    const matrix = await loadMatrix(tx, workspaceId);
    const risk = await loadRisk(tx, { id: found.riskId as RiskId, projectId });
    const level = levelOf(matrix, found);
    refuseIf(whyNotRevoke(found, { level, member }));
    const by = member.userId;
    if (!(await revokeOne(tx, { acceptanceId, by, reason, at: now }))) {
      throw new AppError("rule_refused", "This acceptance has ended or was revoked already.");
    }
    const { id: riskId, key, title } = risk;
    const returned = await reopenUncovered(tx, { projectId, riskId, at: now });
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [found.approverId, ...(risk.ownerId === null ? [] : [risk.ownerId])],
      except: by,
      title: `${member.name} revoked the acceptance of ${key} ${title}`,
      because: "because you signed it or the risk is yours",
      href: `/projects/${projectId}/risks?risk=${riskId}`,
    });
    return {
      value: { acceptanceId, riskId, isOpenAgain: returned.length > 0 },
      audit: [{ type: "risk.acceptance-revoked", riskId, acceptanceId, key, reason }, ...returned],
      jobs: [...jobs, reevaluateGates(projectId)],
    };
  },
});
