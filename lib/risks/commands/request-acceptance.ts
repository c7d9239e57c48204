import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { addDays, dayInWords, dayOf } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";
import { listMembers } from "@/lib/projects/store";
import { levelOf, type MatrixLevel } from "@/lib/risks/rules/matrix";
import { whyNotAccept } from "@/lib/risks/rules/may-accept";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { requestAcceptanceInput } from "@/lib/risks/schema/acceptances";
import { holdRisk, insertRequest } from "@/lib/risks/store/acceptance-requests";
import { holdMatrix } from "@/lib/risks/store/matrix";
import { loadRisk, projectScopeOfRisk } from "@/lib/risks/store/risk-rows";

/** Extending an acceptance is the same act: the risk is read and signed anew. */
export const requestAcceptance = defineCommand({
  name: "risk.request-acceptance",
  permission: "risk:work-own",
  input: requestAcceptanceInput,
  operation: {
    method: "POST",
    path: "/risks/{riskId}/acceptance-requests",
    summary: "Ask a named person to accept a risk until a day",
  },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { riskId, version, approverId, role, justification, expiresOn } = input;
    await holdRisk(tx, riskId);
    const matrix = await holdMatrix(tx, workspaceId);
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotWorkOn(risk, member));
    if (risk.status === "closed") {
      throw new AppError("rule_refused", "This risk is closed; there is nothing to accept.");
    }
    if (risk.version !== version) {
      throw new AppError(
        "conflict",
        "Somebody changed this risk while you were asking. Look at the new state and ask again.",
      );
    }
    const level = levelOf(matrix, risk);
    demandDay(expiresOn, { today: dayOf(now), level });
    const approver = (await listMembers(tx, projectId)).find(({ userId }) => userId === approverId);
    if (approver === undefined) {
      throw fieldError("approverId", "Choose somebody who is part of this project.");
    }
    const requestedById = member.userId;
    const why = whyNotAccept({ level, ownerId: risk.ownerId, requestedById, approver, role });
    if (why !== null) {
      throw fieldError("approverId", why);
    }
    const request = { requestedById, approverId, role, justification, expiresOn };
    const { requestId, sha256 } = await insertRequest(tx, {
      risk,
      matrixVersion: matrix.version,
      request: { ...request, requestedAt: now },
    });
    const { key, title } = risk;
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "signature_wanted",
      userIds: [approverId],
      title: `${key} ${title} waits for your acceptance until ${dayInWords(expiresOn)}`,
      because: `because ${member.name} named you to accept it`,
      href: `/projects/${projectId}/risks/${riskId}/acceptance`,
    });
    return {
      value: { riskId, requestId, sha256 },
      audit: [
        {
          type: "risk.acceptance-requested",
          riskId,
          requestId,
          key,
          approver: approver.name,
          role,
          expiresOn,
          reason: justification,
        },
      ],
      jobs,
    };
  },
});

function demandDay(expiresOn: string, at: { today: string; level: MatrixLevel }): void {
  const { today, level } = at;
  const last = addDays(today, level.acceptedForDays);
  if (expiresOn < today) {
    throw fieldError("expiresOn", "The last day lies in the past.");
  }
  if (expiresOn > last) {
    throw fieldError(
      "expiresOn",
      `A risk at level ${level.label} is accepted for at most ${level.acceptedForDays} days: until ${dayInWords(last)}.`,
    );
  }
}
