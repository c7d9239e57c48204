import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { SigningRound, SigningSlot } from "@/lib/signing/rules/signing-state";

/** "Claire Dubois, sponsor", or the role alone where anybody of it may sign. */
export function slotWords({ person, role }: SigningSlot): string {
  const title = titleOfProjectRole[role];
  return person === null ? title : `${person.name}, ${title}`;
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
