import "server-only";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { maySign, roundOf, signingOf } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { demandLatest } from "@/lib/signing/rules/managed-slots";
import { declineInput } from "@/lib/signing/schema/inputs";
import { recordDecline } from "@/lib/signing/store/record-decline";

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
    const { projectId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
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
    const { version, audit, jobs } = await recordDecline(tx, {
      facts,
      latest,
      slot,
      by: { id: member.userId, name: member.name },
      insteadOf: lender,
      reason,
      now,
    });
    return {
      value: { projectId, caseId: facts.id, number, slotId: slot.id, version },
      audit,
      jobs,
    };
  },
});
