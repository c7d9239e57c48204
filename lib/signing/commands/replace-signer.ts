import "server-only";
import { roundOf } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";
import { demandSlot, whyNotManageSigners } from "@/lib/signing/rules/managed-slots";
import { peopleOfSlot } from "@/lib/signing/rules/people-asked";
import { personIssues } from "@/lib/signing/rules/round-issues";
import { slotWords } from "@/lib/signing/rules/round-words";
import {
  livingSlots,
  type SigningRound,
  type SigningSlot,
} from "@/lib/signing/rules/signing-state";
import { replaceInput } from "@/lib/signing/schema/inputs";
import { replaceSlot } from "@/lib/signing/store/slots";

export const replaceSigner = defineCommand({
  name: "signing.replace",
  permission: "case:write",
  input: replaceInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/signers/{slotId}/replacement",
    summary: "Ask somebody else to sign in the place of a signer, with a reason",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    refuseIf(whyNotManageSigners(facts, member));
    const { latest, standing } = demandSlot(facts, input);
    const { slot, isOpen, state } = standing;
    const { number, reason, personId } = input;
    const round = roundOf(facts);
    demandOther(round, { slot, personId });
    const person = facts.members.find(({ userId }) => userId === personId);
    const [issue] =
      personId === null
        ? []
        : personIssues(
            { role: slot.role, personId },
            { members: facts.members, submitterId: latest.submittedById },
          );
    if (issue !== undefined) {
      throw fieldError("personId", issue);
    }
    if (round.id === null) {
      throw new AppError("rule_refused", "This version has no signers to replace.");
    }
    const by = member.userId;
    const roundId = round.id;
    const { slotId } = await replaceSlot(tx, { roundId, slot, personId, by, at: now, reason });
    const named = person === undefined ? null : { id: person.userId, name: person.name };
    const next: SigningSlot = { ...slot, person: named, declined: null };
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "signature_wanted",
      userIds: isOpen || state === "declined" ? peopleOfSlot(next, facts.members) : [],
      except: by,
      title: `${facts.project.name}: sign version ${number} of the business case`,
      because: `because you are asked in place of ${slotWords(slot)}`,
      href: `/projects/${projectId}/business-case`,
    });
    const event = {
      type: "signing.replaced" as const,
      caseId: facts.id,
      number,
      from: slotWords(slot),
      to: slotWords(next),
      reason,
    };
    return {
      value: { projectId, number, slotId },
      audit: [event],
      jobs: [...told, reevaluateGates(projectId)],
    };
  },
});

function demandOther(
  round: SigningRound,
  at: { slot: SigningSlot; personId: string | null },
): void {
  const isAsked = livingSlots(round).some(
    ({ role, person }) => role === at.slot.role && (person?.id ?? null) === at.personId,
  );
  const isSameDeclined = at.slot.declined !== null && (at.slot.person?.id ?? null) === at.personId;
  if (isAsked && !isSameDeclined) {
    throw fieldError("personId", "This signer is asked already.");
  }
}
