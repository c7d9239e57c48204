import "server-only";
import { roundOf } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";
import { countAttempt } from "@/lib/platform/rate-limit";
import { demandSlot, whyNotManageSigners } from "@/lib/signing/rules/managed-slots";
import { peopleOfSlot } from "@/lib/signing/rules/people-asked";
import { slotWords } from "@/lib/signing/rules/round-words";
import { remindInput } from "@/lib/signing/schema/inputs";
import { askGuests } from "@/lib/signing/store/ask-guests";

const perSigner = { name: "signing-resend", points: 3, seconds: 3600 } as const;

export const remindSigner = defineCommand({
  name: "signing.resend",
  permission: "case:write",
  input: remindInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/signers/{slotId}/reminders",
    summary: "Ask a signer again, by notice and mail; a guest gets a new link",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    refuseIf(whyNotManageSigners(facts, member));
    const { standing } = demandSlot(facts, input);
    const { slot } = standing;
    if (!standing.isOpen) {
      throw new AppError("rule_refused", "It is not the turn of this signer.");
    }
    await countAttempt(perSigner, slot.id);
    const { number } = input;
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "signature_wanted",
      userIds: peopleOfSlot(slot, facts.members),
      except: member.userId,
      title: `${facts.project.name}: ${member.name} reminds you to sign version ${number} of the business case`,
      because: "because you are asked to sign the business case",
      href: `/projects/${projectId}/business-case`,
    });
    const again = await askGuests(tx, {
      caseId: facts.id,
      project: facts.project,
      round: roundOf(facts),
      slots: [slot],
      by: member.name,
      now,
    });
    return {
      value: { projectId, slotId: slot.id, number },
      audit: [
        { type: "signing.resent", caseId: facts.id, number, signer: slotWords(slot) },
        ...again.events,
      ],
      jobs: [...told, ...again.jobs],
    };
  },
});
