import "server-only";
import { loadCase, lockCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { demandGuestVersion, whyGuestCannotSign } from "@/lib/signing/rules/guest-signing";
import { guestLinkInput } from "@/lib/signing/schema/inputs";
import { CODE_MINUTES, countCodeRequest, giveCode } from "@/lib/signing/store/guest-codes";
import { demandLink, scopeOfLink } from "@/lib/signing/store/guest-links";

/** Opening the link never sends it: programs that read mail for safety open every link in it. */
export const sendGuestCode = defineCommand({
  name: "guest.send-code",
  permission: "guest",
  input: guestLinkInput,
  operation: {
    method: "POST",
    path: "/guest-signing/codes",
    summary: "Mail the guest the code that confirms a signature (the link proves itself)",
  },
  scope: ({ tx, input }) => scopeOfLink(tx, input.token),

  async execute({ tx, access, actor, input, now }) {
    const { projectId, guest } = access;
    await lockCase(tx, projectId);
    const link = await demandLink(tx, { token: input.token, now });
    const facts = await loadCase(tx, projectId);
    const { number, sha256 } = demandGuestVersion(facts, link.number);
    refuseIf(whyGuestCannotSign(facts, { guestId: guest.id, slotId: link.slotId }));
    const address = actor.kind === "anonymous" ? actor.address : "";
    await countCodeRequest({ linkId: link.id, address });
    const given = { linkId: link.id, subjectSha256: sha256, now };
    const { code, expiresAt } = await giveCode(tx, given);
    const what = `version ${number} of the business case of ${facts.project.name}`;
    const data = { name: guest.name, code, minutes: String(CODE_MINUTES), what };
    return {
      // The address is shown on the page in part, and the code never leaves but by mail.
      value: { number, expiresAt: expiresAt.toISOString() },
      audit: [{ type: "guest.code-sent", caseId: facts.id, number, guestId: guest.id, sha256 }],
      jobs: [
        {
          name: "send-mail",
          payload: { to: link.guest.email, template: "guest-code", data },
        },
      ],
    };
  },
});
