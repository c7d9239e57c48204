import type { Member } from "@/lib/authz/actor";
import { isGranted, type ProjectRole, titleOfProjectRole } from "@/lib/authz/permissions";
import { refusalSentence } from "@/lib/authz/refusal";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { caseSigning, roundOfForm } from "@/lib/business-cases/rules/case-signatures";
import { dayInWords } from "@/lib/kernel/calendar";
import {
  livingSlots,
  type SigningRound,
  type SigningSlot,
  type SigningState,
} from "@/lib/signing/rules/signing-state";

/** One way for a person to sign: in which slot, as what, and for whom. */
export type SignChoice = {
  slotId: string;
  role: ProjectRole;
  onBehalfOf: { id: string; name: string } | null;
};

export type SignPermit =
  | { allowed: true; choices: readonly SignChoice[] }
  | { allowed: false; sentence: string };

/** Somebody a signature can stand for: the signer, or who lent them their place. */
type Principal = { userId: string; name: string; roles: readonly ProjectRole[] };

const refused = (sentence: string): SignPermit => ({ allowed: false, sentence });

/** The round of the latest version; of before rounds were kept, what the form asks for. */
export function roundOf(facts: CaseFacts): SigningRound {
  const { latest, project } = facts;
  return (
    facts.rounds.find((round) => round.number === latest?.number) ?? roundOfForm(project.strictness)
  );
}

/** How the signing of the latest version stands; null before the first submission. */
export function signingOf(facts: CaseFacts, mine: readonly string[] = []): SigningState | null {
  const { latest, project, today } = facts;
  return latest === null
    ? null
    : caseSigning(
        {
          strictness: project.strictness,
          current: latest.content,
          signatures: facts.signatures,
          round: roundOf(facts),
        },
        { today, mine },
      );
}

/**
 * Separation of duties: who submitted a version does not approve it as
 * sponsor, nor does anybody in their name, and one person signs one version
 * once, for themselves or for somebody else.
 */
export function maySign(facts: CaseFacts, member: Member): SignPermit {
  const { latest } = facts;
  const closed = lackingToSign(facts, member) ?? whyNotOpen(facts) ?? whyNotSignable(facts);
  const state = signingOf(facts);
  if (closed !== null || latest === null || state === null) {
    return refused(closed ?? "No version has been submitted yet.");
  }
  const principals = principalsOf(member);
  const free = principals.filter((one) => !hasSigned(facts, one.userId));
  if (hasSigned(facts, member.userId) || free.length === 0) {
    return refused(`You have signed version ${latest.number}.`);
  }
  const held = livingSlots(roundOf(facts)).flatMap((slot) =>
    free.filter((one) => fits(one, slot)).map((principal) => ({ slot, principal })),
  );
  if (held.length === 0) {
    return refused(notAsked(facts));
  }
  const apart = held.filter(
    ({ slot, principal }) =>
      slot.role !== "sponsor" || ![member.userId, principal.userId].includes(latest.submittedById),
  );
  if (apart.length === 0) {
    return refused("You submitted this version, so another sponsor has to sign it.");
  }
  const open = apart.filter(({ slot }) => standingIn(state, slot)?.isOpen === true);
  return open.length === 0
    ? refused(whyNotNow(facts, { state, slots: apart.map(({ slot }) => slot) }))
    : { allowed: true, choices: choicesOf(open, member) };
}

function choicesOf(
  open: readonly { slot: SigningSlot; principal: Principal }[],
  member: Member,
): SignChoice[] {
  const choices = open.map(({ slot, principal }) => ({
    slotId: slot.id,
    role: slot.role,
    onBehalfOf:
      principal.userId === member.userId ? null : { id: principal.userId, name: principal.name },
  }));
  return choices.filter(
    (choice, index) =>
      choices.findIndex(
        (other) => other.role === choice.role && other.onBehalfOf?.id === choice.onBehalfOf?.id,
      ) === index,
  );
}

/** The person first, then those who lent them their place for now. */
function principalsOf(member: Member): Principal[] {
  return [member, ...(member.actsFor ?? [])];
}

/** Under their own name, through a delegate, or as a guest before they had an account. */
function hasSigned({ latest, signatures, rounds }: CaseFacts, userId: string): boolean {
  const asGuest = rounds
    .flatMap(({ slots }) => slots.map(({ person }) => person))
    .filter((person) => person?.guest?.accountId === userId)
    .map((person) => person?.id);
  const own = [userId, ...asGuest];
  return signatures.some(
    ({ signerId, delegatedFromId, number }) =>
      number === latest?.number && (own.includes(signerId) || delegatedFromId === userId),
  );
}

function fits(principal: Principal, slot: SigningSlot): boolean {
  return (
    principal.roles.includes(slot.role) &&
    (slot.person === null || slot.person.id === principal.userId)
  );
}

function standingIn(state: SigningState, slot: SigningSlot) {
  return state.slots.find((one) => one.slot.id === slot.id);
}

function whyNotNow(
  facts: CaseFacts,
  at: { state: SigningState; slots: readonly SigningSlot[] },
): string {
  const number = facts.latest?.number ?? 0;
  const standings = at.slots.map((slot) => standingIn(at.state, slot));
  if (at.state.isVetoed) {
    return `Version ${number} was declined by a signer who may stop it. The next version can be signed.`;
  }
  if (standings.some((one) => one !== undefined && one.signatureId === null && !isClosed(one))) {
    const before = at.state.slots.filter((one) => one.isOpen).map((one) => one.slot);
    const names = before.map((slot) => slot.person?.name ?? titleOfProjectRole[slot.role]);
    return `Version ${number} is signed in order. Your turn comes after: ${names.join(", ")}.`;
  }
  const declined = standings.find((one) => one?.state === "declined")?.slot.declined;
  return declined === undefined || declined === null
    ? `Your role has signed this text: nothing is missing from you on version ${number}.`
    : `${declined.by} declined to sign version ${number} on ${dayInWords(declined.at.slice(0, 10))}.`;
}

function isClosed({ slot }: { slot: SigningSlot }): boolean {
  return slot.declined !== null || slot.replaced !== null;
}

export function whyNotSignable(facts: CaseFacts): string | null {
  const { latest, status } = facts;
  if (latest === null) {
    return "No version has been submitted yet.";
  }
  return status === "returned"
    ? `Version ${latest.number} was returned. The next version can be signed.`
    : null;
}

export function whyNotOpen({ project, status }: CaseFacts): string | null {
  if (project.status === "closed") {
    return "The project is closed; its business case stays as it is.";
  }
  return status === "withdrawn" ? "This business case was withdrawn." : null;
}

function notAsked(facts: CaseFacts): string {
  const names = livingSlots(roundOf(facts)).map(({ role, person }) =>
    person === null ? titleOfProjectRole[role] : `${person.name} (${titleOfProjectRole[role]})`,
  );
  return `Version ${facts.latest?.number ?? 1} of this business case is signed by: ${names.join(", ")}.`;
}

/** A place that was lent is enough to sign in. */
function lackingToSign(facts: CaseFacts, member: Member): string | null {
  const { workspaceRole } = member;
  const isLent = (member.actsFor ?? []).some(({ roles }) =>
    isGranted("case:sign", { workspaceRole, projectRoles: roles }),
  );
  return isLent ? null : lacking("case:sign", facts, member);
}

export function lacking(
  permission: "case:write" | "case:sign",
  facts: CaseFacts,
  member: Member,
): string | null {
  const held = { workspaceRole: member.workspaceRole, projectRoles: member.roles };
  return isGranted(permission, held) ? null : refusalSentence(permission, facts.members);
}
