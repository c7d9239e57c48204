import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { SigningRound, SigningSlot } from "@/lib/signing/rules/signing-state";

/** "Claire Dubois, sponsor", or the role alone where anybody of it may sign. */
export function slotWords({ person, role }: SigningSlot): string {
  const title = titleOfProjectRole[role];
  if (person === null) {
    return title;
  }
  const { name, guest = null } = person;
  return guest === null ? `${name}, ${title}` : `${name} (${guestWords(guest)}), ${title}`;
}

/** "guest of Fabrikam", or "guest" where no organisation was named. */
export function guestWords({ organisation }: { organisation: string }): string {
  return organisation === "" ? "guest" : `guest of ${organisation}`;
}

/** What the trail keeps of a choice of signers. */
export function openedEvent(caseId: string, round: SigningRound) {
  const { number, inOrder, quorum, minimumAssurance, dueOn, slots } = round;
  return {
    type: "signing.round-opened" as const,
    caseId,
    number,
    inOrder,
    quorum,
    minimumAssurance,
    dueOn,
    signers: slots.map(
      (slot) =>
        `${slotWords(slot)}${slot.isRequired ? "" : " (optional)"}${slot.hasVeto ? " (veto)" : ""}`,
    ),
  };
}

const assuranceNames: Record<string, string> = {
  link_code: "a mailed link and code",
  password: "a password",
  sso: "single sign-on",
  passkey: "a passkey",
};

export function assuranceWords(assurance: string): string {
  return assuranceNames[assurance] ?? assurance;
}
