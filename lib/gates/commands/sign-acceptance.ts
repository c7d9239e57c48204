import "server-only";
import type { Member } from "@/lib/authz/actor";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { defineCommand } from "@/lib/execution/command";
import { insertSignature } from "@/lib/gates/store/insert-signature";
import { consumeReauthentication } from "@/lib/identity/store";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { dayInWords, dayOf } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import { reevaluateGates } from "@/lib/platform/jobs";
import { levelWords } from "@/lib/risks/rules/matrix";
import { whyNotAccept } from "@/lib/risks/rules/may-accept";
import { signAcceptanceInput } from "@/lib/risks/schema/acceptances";
import { closeRequest, loadRequest, scopeOfRequest } from "@/lib/risks/store/acceptance-requests";
import { insertAcceptance, putAccepted } from "@/lib/risks/store/acceptances";

type Asked = Awaited<ReturnType<typeof loadRequest>>;

/** The risk is accepted in the transaction in which its acceptance is signed. */
export const signAcceptance = defineCommand({
  name: "risk.sign-acceptance",
  permission: "risk:accept",
  input: signAcceptanceInput,
  operation: {
    method: "POST",
    path: "/acceptance-requests/{requestId}/signature",
    summary: "Accept a risk by signing, as the person who was asked",
  },
  scope: ({ tx, input }) => scopeOfRequest(tx, input.requestId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { requestId, sha256, token } = input;
    const asked = await loadRequest(tx, { requestId, projectId, workspaceId, now });
    const { risk, request } = asked;
    demandSignable(asked, { member, sha256, today: dayOf(now) });
    const signed = await sign(tx, { asked, member, token, now });
    const { role, justification, expiresOn } = request;
    const acceptanceId = await insertAcceptance(tx, {
      riskId: risk.id,
      requestId,
      approverId: member.userId,
      role,
      justification,
      likelihood: risk.likelihood,
      impact: risk.impact,
      expiresOn,
      signatureId: signed.signatureId,
      acceptedAt: now,
    });
    const by = member.userId;
    await closeRequest(tx, { requestId, outcome: "signed", by, reason: "", at: now });
    await putAccepted(tx, { riskId: risk.id, at: now });
    const { id: riskId, key, title } = risk;
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [request.requestedById, ...(risk.ownerId === null ? [] : [risk.ownerId])],
      except: by,
      title: `${member.name} accepted ${key} ${title} until ${dayInWords(expiresOn)}`,
      because: "because you asked for it or the risk is yours",
      href: `/projects/${projectId}/risks?risk=${riskId}`,
    });
    return {
      value: { riskId, requestId, acceptanceId, signatureId: signed.signatureId },
      audit: [
        {
          type: "risk.accepted",
          riskId,
          acceptanceId,
          key,
          role,
          likelihood: request.likelihood,
          impact: request.impact,
          expiresOn,
          reason: justification,
          ...signed,
        },
      ],
      jobs: [...jobs, reevaluateGates(projectId)],
    };
  },
});

function demandSignable(asked: Asked, by: { member: Member; sha256: string; today: string }): void {
  const { risk, request, level, members } = asked;
  const { member, sha256, today } = by;
  if (request.outcome !== null || request.expiresOn < today) {
    throw new AppError(
      "rule_refused",
      "This question has been answered, was taken back or is over.",
    );
  }
  if (request.approverId !== member.userId) {
    throw new AppError("rule_refused", "Only the person who was asked signs this acceptance.");
  }
  if (request.subjectSha256 !== asked.sha256 || sha256 !== asked.sha256) {
    throw new AppError(
      "conflict",
      `${risk.key} changed since it was put before you. Nothing was signed; it has to be asked for again.`,
    );
  }
  const approver = members.find(({ userId }) => userId === member.userId);
  const { requestedById, role } = request;
  const roles = approver?.roles ?? [];
  const named = { userId: member.userId, roles };
  refuseIf(whyNotAccept({ level, ownerId: risk.ownerId, requestedById, approver: named, role }));
}

type Signing = {
  asked: Asked;
  member: Member;
  token: string;
  now: Date;
};

async function sign(tx: Tx, { asked, member, token, now }: Signing) {
  const { risk, request, matrix, standing, sha256, place } = asked;
  const { userId } = member;
  const { assurance } = await consumeReauthentication(tx, {
    userId,
    token,
    subjectSha256: sha256,
    now,
  });
  const { workspace, ...project } = place;
  const { role, expiresOn } = request;
  const signature = await insertSignature(tx, {
    workspace,
    project,
    subject: {
      kind: "risk_acceptance",
      id: risk.id,
      name: `${risk.key} ${risk.title}`,
      version: risk.version,
      sha256,
    },
    covers: [],
    policySha256: null,
    round: null,
    signer: { id: userId, name: member.name },
    role,
    meaning: `As ${titleOfProjectRole[role]} I accept ${risk.key} ${risk.title} at ${levelWords(matrix, risk)}, until ${dayInWords(expiresOn)}`,
    assurance,
    at: now,
    buildsOn: standing.map(({ signatureId }) => signatureId),
  });
  return { ...signature, assurance };
}
