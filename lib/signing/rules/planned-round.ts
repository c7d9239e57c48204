import type { SigningRound } from "@/lib/signing/rules/signing-state";
import type { SigningInput } from "@/lib/signing/schema/inputs";

/** The round a choice of signers leads to, before it is stored. */
export function plannedRound(
  signing: SigningInput,
  at: {
    number: number;
    openedById: string;
    members: readonly { userId: string; name: string }[];
    /** By address: the guests of the round, as they are stored. */
    guests: ReadonlyMap<string, NonNullable<SigningRound["slots"][number]["person"]>>;
  },
): SigningRound {
  const { slots, ...round } = signing;
  const { number, openedById, members, guests } = at;
  const named = (personId: string | null) => {
    const person = members.find((member) => member.userId === personId);
    return person === undefined ? null : { id: person.userId, name: person.name };
  };
  return {
    ...round,
    id: null,
    number,
    openedById,
    slots: slots.map(({ personId, guest, ...slot }, index) => ({
      ...slot,
      id: `${index + 1}`,
      position: index + 1,
      person: guest === null ? named(personId) : (guests.get(guest.email) ?? null),
      declined: null,
      replaced: null,
    })),
  };
}
