import type { ProjectRole } from "@/lib/authz/permissions";
import type { CaseFacts, CaseVersionFacts } from "@/lib/business-cases/rules/case-facts";
import { meaningFor } from "@/lib/business-cases/rules/case-signatures";
import { signingOf, whyNotOpen, whyNotSignable } from "@/lib/business-cases/rules/may-sign";
import { AppError } from "@/lib/kernel/app-error";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import type { SigningSlot, SlotStanding } from "@/lib/signing/rules/signing-state";

const LINK_DAYS = 14;
const DAY_MS = 86_400_000;

/** A link lasts a fortnight, or to the end of the day the version is to be signed by where that is later. */
export function linkEnd(at: { now: Date; dueOn: string | null }): Date {
  const fortnight = new Date(at.now.getTime() + LINK_DAYS * DAY_MS);
  const afterDue = at.dueOn === null ? null : dateOf(addDays(at.dueOn, 1));
  return afterDue !== null && afterDue > fortnight ? afterDue : fortnight;
}

/** The last whole day of a link, as its mail names it. */
export function lastDayOf(end: Date): string {
  return dayOf(new Date(end.getTime() - 1));
}

/** What the signature of a guest can mean, the fullest first. */
export function guestMeanings(facts: { role: ProjectRole; organisation: string }): string[] {
  const { role, organisation } = facts;
  const whom = organisation === "" ? "what it asks of me" : `what it asks of ${organisation}`;
  const own = meaningFor(role);
  return [...(own === "" ? [] : [own]), `I have read this business case and agree to ${whom}`];
}

/** Upper and lower case and the spaces between do not matter; the letters do. */
export function isPrintedName(typed: string, name: string): boolean {
  return plain(typed) === plain(name);
}

function plain(text: string): string {
  return text.normalize("NFC").replaceAll(/\s+/g, " ").trim().toLowerCase();
}

/**
 * Why the guest of a place cannot sign in it now. It names nobody else and
 * nothing of the project, since the reader has nothing but a link.
 */
export function whyGuestCannotSign(
  facts: CaseFacts,
  at: { guestId: string; slotId: string },
): string | null {
  const { latest } = facts;
  const standing = signingOf(facts)?.slots.find(({ slot }) => slot.id === at.slotId);
  const closed = whyNotOpen(facts) ?? whyNotSignable(facts);
  if (closed !== null || latest === null) {
    return closed ?? "There is nothing to sign yet.";
  }
  return standing?.slot.person?.id === at.guestId
    ? whyNotInPlace(facts, { latest, standing, person: standing.slot.person })
    : "Somebody else is asked to sign in your place now. Nothing is missing from you.";
}

type Person = NonNullable<SigningSlot["person"]>;

function whyNotInPlace(
  facts: CaseFacts,
  at: { latest: CaseVersionFacts; standing: SlotStanding; person: Person },
): string | null {
  const { latest, standing, person } = at;
  const { number, submittedById } = latest;
  if (hasSigned(facts, { person, number }) || standing.state === "signed") {
    return `You have signed version ${number}.`;
  }
  if (standing.slot.role === "sponsor" && person.guest?.accountId === submittedById) {
    return "You submitted this version, so another sponsor has to sign it.";
  }
  if (standing.slot.declined !== null) {
    return `You declined to sign version ${number}.`;
  }
  return standing.isOpen
    ? null
    : `Version ${number} cannot be signed by you now. You get a mail when it is your turn.`;
}

/** As a guest, or with the account that has the same address. */
function hasSigned({ signatures }: CaseFacts, at: { person: Person; number: number }): boolean {
  const { id, guest } = at.person;
  const accountId = guest?.accountId ?? id;
  const own = [id, accountId];
  return signatures.some(
    ({ number, signerId, delegatedFromId }) =>
      number === at.number && (own.includes(signerId) || own.includes(delegatedFromId ?? "")),
  );
}

/** The version a link leads to, which has to be the latest one. */
export function demandGuestVersion(
  { latest }: CaseFacts,
  number: number,
): NonNullable<CaseFacts["latest"]> {
  if (latest === null || latest.number !== number) {
    throw new AppError(
      "conflict",
      "A newer version was submitted in the meantime. You get a mail if you are asked to sign it; nothing was done.",
    );
  }
  return latest;
}
