import "server-only";
import { roundOf } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { settleCaseSignature } from "@/lib/gates/store/settle-case-signature";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import {
  demandGuestVersion,
  guestMeanings,
  isPrintedName,
  whyGuestCannotSign,
} from "@/lib/signing/rules/guest-signing";
import { assuranceWords } from "@/lib/signing/rules/round-words";
import { isStrong } from "@/lib/signing/rules/signing-state";
import { type SignAsGuestInput, signAsGuestInput } from "@/lib/signing/schema/inputs";
import { consumeCode } from "@/lib/signing/store/guest-codes";
import {
  closeLink,
  demandLink,
  type GuestLink,
  scopeOfLink,
} from "@/lib/signing/store/guest-links";

export const signAsGuest = defineCommand({
  name: "case.sign-as-guest",
  permission: "guest",
  input: signAsGuestInput,
  operation: {
    method: "POST",
    path: "/guest-signing/signatures",
    summary: "Sign a version of the business case as a guest, with the mailed code",
  },
  scope: ({ tx, input }) => scopeOfLink(tx, input.token),

  async execute({ tx, access, input, now }) {
    const { projectId, guest } = access;
    await lockCase(tx, projectId);
    const link = await demandLink(tx, { token: input.token, now });
    if (link.signatureId !== null) {
      // The second click of a double click finds the signature of the first.
      const { signatureId, number } = link;
      return { value: { signatureId, number }, unchanged: true };
    }
    const facts = await loadCase(tx, projectId);
    const latest = demandGuestVersion(facts, link.number);
    const { number, sha256 } = latest;
    refuseIf(whyGuestCannotSign(facts, { guestId: guest.id, slotId: link.slotId }));
    demandStrong(roundOf(facts).minimumAssurance, number);
    demandCeremony(input, { link, sha256 });
    const { code, meaning } = input;
    await consumeCode(tx, { linkId: link.id, code, subjectSha256: sha256, now });
    const { organisation } = link.guest;
    const { signatureId, audit, jobs } = await settleCaseSignature(tx, {
      facts,
      latest,
      signer: { ...guest, guest: { organisation } },
      role: link.role,
      onBehalfOf: null,
      meaning,
      assurance: "link_code",
      now,
    });
    await closeLink(tx, { id: link.id, at: now, signatureId });
    return { value: { signatureId, number }, audit, jobs };
  },
});

/** A round that asks for more names no guest; one that did all the same would not count them. */
function demandStrong(minimum: string, number: number): void {
  if (!isStrong("link_code", minimum)) {
    throw new AppError(
      "rule_refused",
      `Version ${number} asks for a stronger proof of who you are: ${assuranceWords(minimum)}. Nothing was signed.`,
    );
  }
}

/** The text was seen and read, the meaning chosen, the own name typed. */
function demandCeremony(input: SignAsGuestInput, at: { link: GuestLink; sha256: string }): void {
  const { link, sha256 } = at;
  const { role, number, guest } = link;
  if (input.sha256 !== sha256) {
    throw new AppError(
      "conflict",
      `This is not the text of version ${number}. Open your link again.`,
    );
  }
  if (input.readSha256 !== sha256) {
    throw fieldError("readSha256", `Say that you have read version ${number} first.`);
  }
  if (!guestMeanings({ role, organisation: guest.organisation }).includes(input.meaning)) {
    throw fieldError("meaning", "Choose one of the meanings on the page.");
  }
  if (!isPrintedName(input.printedName, guest.name)) {
    throw fieldError(
      "printedName",
      `Type your name as it is printed here: ${guest.name}. If it is not spelled right, ask whoever sent you the link to name you again.`,
    );
  }
}
