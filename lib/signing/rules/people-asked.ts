import type { ProjectRole } from "@/lib/authz/permissions";
import type { SigningRound, SigningSlot, SigningState } from "@/lib/signing/rules/signing-state";

type Members = readonly { userId: string; roles: readonly ProjectRole[] }[];

/** Whose signature is waited for now; an optional one only where some of them are needed. */
export function peopleAsked(state: SigningState, round: SigningRound, members: Members): string[] {
  const open = state.slots.filter(
    ({ slot, isOpen }) => isOpen && (slot.isRequired || round.quorum > 0),
  );
  return [...new Set(open.flatMap(({ slot }) => peopleOfSlot(slot, members)))];
}

export function peopleOfSlot(slot: SigningSlot, members: Members): string[] {
  return slot.person === null
    ? members.filter(({ roles }) => roles.includes(slot.role)).map(({ userId }) => userId)
    : [slot.person.id];
}
