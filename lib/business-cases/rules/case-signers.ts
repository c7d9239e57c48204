import { type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { roundOf, type SignChoice, signingOf } from "@/lib/business-cases/rules/may-sign";
import type { CaseView } from "@/lib/business-cases/schema";
import { type GuestMark, type SlotStanding, signingState } from "@/lib/signing/rules/signing-state";

type Signer = CaseView["signers"][number];

/** The list beside the page: for each place who signs, and how far it is. */
export function signersOf(
  facts: CaseFacts,
  reader: { choices: readonly SignChoice[]; mayManage: boolean },
): Signer[] {
  const mine = reader.choices.map(({ slotId }) => slotId);
  const { today } = facts;
  const { slots } =
    signingOf(facts, mine) ?? signingState(roundOf(facts), { signatures: [], today, mine });
  return slots.map((standing) => signerOf(facts, { standing, mayManage: reader.mayManage }));
}

function signerOf(
  facts: CaseFacts,
  { standing, mayManage }: { standing: SlotStanding; mayManage: boolean },
): Signer {
  const { slot, signatureId } = standing;
  const { person } = slot;
  const people =
    person === null ? holdersOf(facts, slot.role) : [{ id: person.id, name: person.name }];
  return {
    slotId: slot.id,
    role: slot.role,
    title: titleOfProjectRole[slot.role],
    required: slot.isRequired,
    hasVeto: slot.hasVeto,
    people,
    guest: guestOf(facts, { guest: person?.guest ?? null, mayManage }),
    state: stateOf(facts, { standing, isHeld: people.length > 0 }),
    signatureId,
    declined: slot.declined,
    replaced: slot.replaced,
  };
}

function guestOf(
  { today }: CaseFacts,
  at: { guest: GuestMark | null; mayManage: boolean },
): Signer["guest"] {
  const { guest, mayManage } = at;
  if (guest === null) {
    return null;
  }
  const { organisation, email, link } = guest;
  return {
    organisation,
    email: mayManage ? email : null,
    link: link === null ? null : { ...link, isOver: link.expiresAt.slice(0, 10) <= today },
  };
}

function holdersOf({ members }: CaseFacts, role: ProjectRole) {
  return members
    .filter((person) => person.roles.includes(role))
    .map(({ userId: id, name }) => ({ id, name }));
}

function stateOf(
  facts: CaseFacts,
  at: { standing: SlotStanding; isHeld: boolean },
): Signer["state"] {
  const { state, slot } = at.standing;
  if (state !== "waiting" && state !== "not_yet") {
    return state;
  }
  const hasSignedBefore = facts.signatures.some(
    ({ role, signerId }) =>
      role === slot.role && (slot.person === null || slot.person.id === signerId),
  );
  if (hasSignedBefore && state === "waiting") {
    return "signed_older";
  }
  return at.isHeld ? state : "nobody";
}

export function roundViewOf(facts: CaseFacts): CaseView["round"] {
  const state = signingOf(facts);
  if (state === null) {
    return null;
  }
  const {
    number: _number,
    slots: _slots,
    id: _id,
    openedById: _openedById,
    ...round
  } = roundOf(facts);
  return {
    ...round,
    number: facts.latest?.number ?? 0,
    isOverdue: state.isOverdue && !state.isSigned,
  };
}
