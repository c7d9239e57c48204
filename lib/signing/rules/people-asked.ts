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

/** Members to be told; a guest has no notices and gets a mail of their own. */
export function peopleOfSlot(slot: SigningSlot, members: Members): string[] {
  const { person, role } = slot;
  if (person === null) {
    return members.filter(({ roles }) => roles.includes(role)).map(({ userId }) => userId);
  }
  return isOfGuest(slot) ? [] : [person.id];
}

/** Places of guests in which a signature would be taken now, the optional ones, too: without a link nobody could sign there. */
export function guestsAsked(state: SigningState): SigningSlot[] {
  return state.slots
    .filter(({ slot, isOpen }) => isOpen && isOfGuest(slot))
    .map(({ slot }) => slot);
}

export function isOfGuest({ person }: SigningSlot): boolean {
  return (person?.guest ?? null) !== null;
}
