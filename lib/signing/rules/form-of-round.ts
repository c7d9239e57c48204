import type { ProjectRole } from "@/lib/authz/permissions";
import { OUTSIDE } from "@/lib/signing/rules/signing-of-form";
import {
  livingSlots,
  type SigningRound,
  type SigningSlot,
} from "@/lib/signing/rules/signing-state";

type Members = readonly { userId: string; roles: readonly ProjectRole[] }[];

/**
 * The choice of signers of an earlier round as values of the form, so that the
 * next version is put before the same people, guests too; null where nothing
 * was chosen. Who left the project or the role gives way to anybody in it.
 */
export function formOfRound(round: SigningRound, members: Members): Record<string, string> | null {
  const slots = livingSlots(round);
  const isChosen = round.inOrder || round.quorum > 0 || slots.some(({ person }) => person !== null);
  if (!isChosen) {
    return null;
  }
  return Object.assign(
    {
      signing: "chosen",
      quorum: `${round.quorum}`,
      minimumAssurance: round.minimumAssurance,
      ...(round.inOrder ? { inOrder: "on" } : {}),
    },
    // Rows beyond the last one say "Nobody" and not what an empty form proposes.
    ...[1, 2, 3, 4, 5].map((row) => rowOf(row, slots[row - 1], members)),
  );
}

function rowOf(
  row: number,
  slot: SigningSlot | undefined,
  members: Members,
): Record<string, string> {
  if (slot === undefined) {
    return { [`signer${row}`]: "" };
  }
  const { role, person } = slot;
  const part = { [`part${row}`]: partOf(slot) };
  const guest = person?.guest ?? null;
  if (person !== null && guest !== null) {
    return {
      [`signer${row}`]: `${role}:${OUTSIDE}`,
      [`guestName${row}`]: person.name,
      [`guestEmail${row}`]: guest.email,
      [`guestOrganisation${row}`]: guest.organisation,
      ...part,
    };
  }
  const member = members.find(({ userId }) => userId === person?.id);
  const who = member?.roles.includes(role) ? member.userId : "";
  return { [`signer${row}`]: `${role}:${who}`, ...part };
}

function partOf({ isRequired, hasVeto }: SigningSlot): "veto" | "required" | "optional" {
  if (hasVeto) {
    return "veto";
  }
  return isRequired ? "required" : "optional";
}
