import "server-only";
import type { Member } from "@/lib/authz/actor";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { levelOf, type MatrixLevel } from "@/lib/risks/rules/matrix";
import { titlesOf, whyNotAccept, whyNotRevoke, whyNotWithdraw } from "@/lib/risks/rules/may-accept";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { riskRef } from "@/lib/risks/schema";
import { riskAcceptancesView } from "@/lib/risks/schema/acceptances";
import { type AcceptanceFacts, loadAcceptanceFacts } from "@/lib/risks/store/acceptance-facts";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";

export const getRiskAcceptances = defineQuery({
  name: "risk.acceptances",
  permission: "risk:read",
  input: riskRef,
  output: riskAcceptancesView,
  operation: {
    method: "GET",
    path: "/risks/{riskId}/acceptances",
    summary: "Who accepted a risk until when, who is asked to, and who may be",
  },
  scope: ({ db, input }) => projectScopeOfRisk(db, input.riskId),

  async fetch({ db, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const at = { riskId: input.riskId, projectId, workspaceId };
    const facts = await loadAcceptanceFacts(db, at);
    const { risk, matrix } = facts;
    const level = levelOf(matrix, risk);
    const candidates = candidatesOf(facts, { level, member });
    return {
      riskId: risk.id,
      key: risk.key,
      levelName: level.label,
      acceptedForDays: level.acceptedForDays,
      candidates,
      whyNotRequest: whyNotRequest(facts, { level, member, candidates }),
      waiting: waitingOf(facts, { level, member }),
      acceptances: acceptancesOf(facts, { member, today: dayOf(now) }),
    };
  },
});

type Reader = { level: MatrixLevel; member: Member };

function candidatesOf({ risk, members }: AcceptanceFacts, { level, member }: Reader) {
  const requestedById = member.userId;
  return members.flatMap((approver) =>
    level.acceptedBy
      .filter(
        (role) =>
          whyNotAccept({ level, ownerId: risk.ownerId, requestedById, approver, role }) === null,
      )
      .map((role) => ({ userId: approver.userId, name: approver.name, role })),
  );
}

function whyNotRequest(
  facts: AcceptanceFacts,
  { level, member, candidates }: Reader & { candidates: readonly unknown[] },
): string | null {
  const { risk, waiting } = facts;
  if (risk.status === "closed") {
    return "This risk is closed; there is nothing to accept.";
  }
  const why = whyNotWorkOn(risk, member);
  if (why !== null || waiting !== null) {
    return why ?? "Somebody is being asked already.";
  }
  return candidates.length > 0
    ? null
    : `Nobody else in this project may accept a risk at level ${level.label}: it takes ${titlesOf(level.acceptedBy)}, and neither the owner nor you.`;
}

function waitingOf({ risk, members, waiting, names }: AcceptanceFacts, { level, member }: Reader) {
  if (waiting === null) {
    return null;
  }
  const { id, requestedById, approverId, role, justification, expiresOn, requestedAt } = waiting;
  const approver = {
    userId: approverId,
    roles: members.find(({ userId }) => userId === approverId)?.roles ?? [],
  };
  const why = whyNotAccept({ level, ownerId: risk.ownerId, requestedById, approver, role });
  const hasChanged = waiting.subjectSha256 !== waiting.sha256;
  const changed = "The risk changed since this was asked. It has to be asked for again.";
  const mine = approverId === member.userId ? null : `${names.get(approverId)} is asked to answer.`;
  return {
    id,
    requestedByName: names.get(requestedById) ?? "",
    approverName: names.get(approverId) ?? "",
    approverId,
    role,
    justification,
    expiresOn: dayOf(expiresOn),
    requestedAt: requestedAt.toISOString(),
    sha256: waiting.sha256,
    whyNotSign: mine ?? why ?? (hasChanged ? changed : null),
    whyNotWithdraw: whyNotWithdraw(waiting, member),
  };
}

function acceptancesOf(
  { acceptances, names, matrix }: AcceptanceFacts,
  { member, today }: { member: Member; today: string },
) {
  return acceptances.map((each) => {
    const { id, role, justification, likelihood, impact, revokedReason, signatureId } = each;
    const isOver = dayOf(each.expiresOn) < today || each.endNotedAt !== null;
    const lasting = isOver ? ("over" as const) : ("standing" as const);
    const why = whyNotRevoke(each, { level: levelOf(matrix, each), member });
    return {
      id,
      approverName: names.get(each.approverId) ?? "",
      role,
      justification,
      likelihood,
      impact,
      acceptedAt: each.acceptedAt.toISOString(),
      expiresOn: dayOf(each.expiresOn),
      state: each.revokedAt === null ? lasting : ("revoked" as const),
      revokedReason,
      signatureId,
      whyNotRevoke: why,
    };
  });
}
