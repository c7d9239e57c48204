import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { leadsOf } from "@/lib/business-cases/rules/case-life";
import { maySign, roundOf, signingOf } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase, saveReturn, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { actingName } from "@/lib/kernel/signature-words";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { demandLatest } from "@/lib/signing/rules/managed-slots";
import { declineInput } from "@/lib/signing/schema/inputs";
import { declineSlot } from "@/lib/signing/store/slots";

export const declineSignature = defineCommand({
  name: "signing.decline",
  permission: "case:sign",
  input: declineInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/signatures/decline",
    summary: "Decline to sign a submitted version, with a reason",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const { id: caseId, version } = facts;
    const { number, reason } = input;
    const latest = demandLatest(facts, number);
    const permit = maySign(facts, member);
    if (!permit.allowed) {
      throw new AppError("rule_refused", permit.sentence);
    }
    const choice = permit.choices.find(
      (one) => one.role === input.role && (one.onBehalfOf?.id ?? null) === input.onBehalfOf,
    );
    const slot = signingOf(facts)?.slots.find((one) => one.slot.id === choice?.slotId)?.slot;
    if (slot === undefined) {
      throw fieldError("role", `You are not asked to sign as ${titleOfProjectRole[input.role]}.`);
    }
    refuseIf(
      roundOf(facts).id === null
        ? "This version was submitted before a signature could be declined. Return it instead."
        : null,
    );
    const lender = choice?.onBehalfOf ?? null;
    const insteadOf = lender?.id ?? null;
    await declineSlot(tx, { slotId: slot.id, by: member.userId, insteadOf, at: now, reason });
    const isVeto = slot.hasVeto;
    if (isVeto) {
      await saveReturn(tx, { caseId, version, reason });
    }
    const role = titleOfProjectRole[slot.role];
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [latest.submittedById, ...leadsOf(facts).map(({ userId }) => userId)],
      except: member.userId,
      title: `${facts.project.name}: ${actingName(member.name, lender?.name)} declined to sign version ${number} as ${role}${isVeto ? ", which returns it" : ""}: ${reason}`,
      because: "because you submitted it or lead the project",
      href: `/projects/${projectId}/business-case`,
    });
    const returned: AuditEvent[] = isVeto
      ? [{ type: "case.returned", caseId, number, reason }]
      : [];
    return {
      value: { projectId, caseId, number, slotId: slot.id, version: version + (isVeto ? 1 : 0) },
      audit: [
        {
          type: "signing.declined",
          caseId,
          number,
          role: slot.role,
          onBehalfOf: lender?.name ?? "",
          reason,
          isVeto,
        },
        ...returned,
      ],
      jobs: [...told, reevaluateGates(projectId)],
    };
  },
});
