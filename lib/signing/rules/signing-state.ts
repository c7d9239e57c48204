import type { ProjectRole } from "@/lib/authz/permissions";
import { isStrongEnough, levelNamed } from "@/lib/playbooks/rules/assurance";

/** Somebody outside, as the place that asks them knows them. */
export type GuestMark = {
  organisation: string;
  email: string;
  /** The account with the same address, where somebody has made one: it is the same person. */
  accountId: string | null;
  /** The link that can be used, or was; null where none was sent yet. */
  link: { sentAt: string; expiresAt: string } | null;
};

export type SigningSlot = {
  id: string;
  position: number;
  role: ProjectRole;
  /** Null where anybody who holds the role may sign. A guest is not of the project. */
  person: { id: string; name: string; guest?: GuestMark | null } | null;
  isRequired: boolean;
  hasVeto: boolean;
  declined: { by: string; reason: string; at: string } | null;
  replaced: { by: string; reason: string; at: string } | null;
};

export type SigningRound = {
  /** Null for a version that was submitted before rounds were kept. */
  id: string | null;
  number: number;
  inOrder: boolean;
  /** How many of the slots that are not required have to sign as well. */
  quorum: number;
  minimumAssurance: string;
  dueOn: string | null;
  openedById: string;
  slots: readonly SigningSlot[];
};

/** A signature that stands for the text of the round. */
export type StandingSignature = {
  id: string;
  role: ProjectRole;
  signerId: string;
  delegatedFromId: string | null;
  assurance: string;
};

type SlotState =
  | "signed"
  | "your_turn"
  | "waiting"
  | "not_yet"
  | "overdue"
  | "declined"
  | "replaced";

export type SlotStanding = {
  slot: SigningSlot;
  state: SlotState;
  signatureId: string | null;
  /** Whether a signature in this slot would be taken now. */
  isOpen: boolean;
};

export type SigningState = {
  slots: readonly SlotStanding[];
  isSigned: boolean;
  isVetoed: boolean;
  /** Signatures given and asked for, of the slots that are not required. */
  optional: { signed: number; needed: number };
  isOverdue: boolean;
};

type Moment = {
  signatures: readonly StandingSignature[];
  /** The calendar day it is. */
  today: string;
  /** Slots the reader may sign in, as far as the order allows. */
  mine?: readonly string[];
};

/** A signature counts where it proves at least as much as the round demands. */
export function isStrong(given: string, demanded: string): boolean {
  const level = levelNamed(demanded);
  return level !== null && isStrongEnough(given, level);
}

/** How far every slot is, and whether the version is signed. Nothing asked for is never signed. */
export function signingState(round: SigningRound, now: Moment): SigningState {
  const filled = filledSlots(round, now.signatures);
  const living = livingSlots(round);
  const isVetoed = living.some((slot) => slot.declined !== null && slot.hasVeto);
  const isOverdue = round.dueOn !== null && round.dueOn < now.today;
  const slots = inSequence(round.slots).map((slot): SlotStanding => {
    const signatureId = filled.get(slot.id) ?? null;
    const isBefore = living.some(
      (other) => isEarlier(other, slot) && !isSettled(other, filled) && round.inOrder,
    );
    const isOpen =
      signatureId === null &&
      slot.declined === null &&
      slot.replaced === null &&
      !isBefore &&
      !isVetoed;
    const isMine = now.mine?.includes(slot.id) ?? false;
    const state = stateOf(slot, { signatureId, isOpen, isMine, isOverdue });
    return { slot, state, signatureId, isOpen };
  });
  const required = living.filter((slot) => slot.isRequired);
  const optional = living.filter((slot) => !slot.isRequired);
  const signed = optional.filter((slot) => filled.has(slot.id)).length;
  const isAsked = required.length > 0 || round.quorum > 0;
  return {
    slots,
    isVetoed,
    optional: { signed, needed: round.quorum },
    isSigned:
      isAsked &&
      !isVetoed &&
      required.every((slot) => filled.has(slot.id)) &&
      signed >= round.quorum,
    isOverdue,
  };
}

function stateOf(
  slot: SigningSlot,
  at: { signatureId: string | null; isOpen: boolean; isMine: boolean; isOverdue: boolean },
): SlotState {
  if (slot.replaced !== null) {
    return "replaced";
  }
  if (at.signatureId !== null) {
    return "signed";
  }
  if (slot.declined !== null) {
    return "declined";
  }
  if (at.isOpen && at.isMine) {
    return "your_turn";
  }
  if (at.isOverdue) {
    return "overdue";
  }
  return at.isOpen ? "waiting" : "not_yet";
}

export function livingSlots(round: SigningRound): SigningSlot[] {
  return inSequence(round.slots).filter((slot) => slot.replaced === null);
}

function inSequence(slots: readonly SigningSlot[]): SigningSlot[] {
  return [...slots].sort((a, b) => a.position - b.position);
}

function isEarlier(other: SigningSlot, slot: SigningSlot): boolean {
  return other.position < slot.position;
}

/** What the next in order need not wait for: it is signed, or an optional one declined. */
function isSettled(slot: SigningSlot, filled: ReadonlyMap<string, string>): boolean {
  return filled.has(slot.id) || (slot.declined !== null && !slot.isRequired);
}

/**
 * Which signature stands in which slot. Named people come first, so that a
 * signature never fills the open slot of a role while its own waits, and one
 * person fills one slot, however often they signed and for whomever.
 */
function filledSlots(
  round: SigningRound,
  signatures: readonly StandingSignature[],
): Map<string, string> {
  const strong = signatures
    .filter((signature) => isStrong(signature.assurance, round.minimumAssurance))
    .reverse();
  const living = livingSlots(round).filter((slot) => slot.declined === null);
  const used = new Set<string>();
  const filled = new Map<string, string>();
  const order = [
    ...living.filter((slot) => slot.person !== null),
    ...living.filter((slot) => slot.person === null && slot.isRequired),
    ...living.filter((slot) => slot.person === null && !slot.isRequired),
  ];
  for (const slot of order) {
    const signature = strong.find(
      (one) => fits(one, slot) && peopleOf(one).every((id) => !used.has(id)),
    );
    if (signature !== undefined) {
      filled.set(slot.id, signature.id);
      for (const id of peopleOf(signature)) {
        used.add(id);
      }
    }
  }
  return filled;
}

/** Both the hand that signed and the person it signed for. */
function peopleOf({ signerId, delegatedFromId }: StandingSignature): string[] {
  return delegatedFromId === null ? [signerId] : [signerId, delegatedFromId];
}

/** A mailed link and code are given to guests, who hold no role: they fill the place that names them and no other. */
function fits(signature: StandingSignature, slot: SigningSlot): boolean {
  const principal = signature.delegatedFromId ?? signature.signerId;
  const isAnybody = slot.person === null && signature.assurance !== "link_code";
  return signature.role === slot.role && (isAnybody || slot.person?.id === principal);
}
