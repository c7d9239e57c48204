import "server-only";
import { signingOf } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { demandGuestVersion, whyGuestCannotSign } from "@/lib/signing/rules/guest-signing";
import { declineAsGuestInput } from "@/lib/signing/schema/inputs";
import { consumeCode } from "@/lib/signing/store/guest-codes";
import { closeLink, demandLink, scopeOfLink } from "@/lib/signing/store/guest-links";
import { recordDecline } from "@/lib/signing/store/record-decline";

/** A decline may stop a version, so it is confirmed like a signature. */
export const declineAsGuest = defineCommand({
  name: "guest.decline",
  permission: "guest",
  input: declineAsGuestInput,
  operation: {
    method: "POST",
    path: "/guest-signing/declines",
    summary: "Decline to sign as a guest, with a reason and the mailed code",
  },
  scope: ({ tx, input }) => scopeOfLink(tx, input.token),

  async execute({ tx, access, input, now }) {
    const { projectId, guest } = access;
    await lockCase(tx, projectId);
    const link = await demandLink(tx, { token: input.token, now });
    const facts = await loadCase(tx, projectId);
    const latest = demandGuestVersion(facts, link.number);
    const at = { guestId: guest.id, slotId: link.slotId };
    refuseIf(whyGuestCannotSign(facts, at));
    const slot = signingOf(facts)?.slots.find((one) => one.slot.id === at.slotId)?.slot;
    if (slot === undefined) {
      throw new AppError("rule_refused", "You are not asked to sign this version.");
    }
    const { code, reason } = input;
    await consumeCode(tx, { linkId: link.id, code, subjectSha256: latest.sha256, now });
    await closeLink(tx, { id: link.id, at: now, signatureId: null });
    const { audit, jobs } = await recordDecline(tx, {
      facts,
      latest,
      slot,
      by: guest,
      insteadOf: null,
      reason,
      now,
    });
    return { value: { number: latest.number }, audit, jobs };
  },
});
