import "server-only";
import type { CaseFacts, CaseVersionFacts } from "@/lib/business-cases/rules/case-facts";
import { roundOf } from "@/lib/business-cases/rules/may-sign";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError, refuseIf } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import { reevaluateGates } from "@/lib/platform/jobs";
import { demandSlot, whyNotManageSigners } from "@/lib/signing/rules/managed-slots";
import { peopleOfSlot } from "@/lib/signing/rules/people-asked";
import { guestIssues, personIssues } from "@/lib/signing/rules/round-issues";
import { slotWords } from "@/lib/signing/rules/round-words";
import {
  livingSlots,
  type SigningRound,
  type SigningSlot,
} from "@/lib/signing/rules/signing-state";
import { type GuestInput, replaceInput } from "@/lib/signing/schema/inputs";
import { askGuests, releaseGuest } from "@/lib/signing/store/ask-guests";
import { revokedEvents, revokeLinks } from "@/lib/signing/store/guest-links";
import { accountsAmong, storeGuests } from "@/lib/signing/store/guests";
import { replaceSlot } from "@/lib/signing/store/slots";

export const replaceSigner = defineCommand({
  name: "signing.replace",
  permission: "case:write",
  input: replaceInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/signers/{slotId}/replacement",
    summary: "Ask somebody else to sign in the place of a signer, with a reason",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    refuseIf(whyNotManageSigners(facts, member));
    const { latest, standing } = demandSlot(facts, input);
    const { slot, isOpen, state } = standing;
    const { number, reason } = input;
    const round = roundOf(facts);
    if (round.id === null) {
      throw new AppError("rule_refused", "This version has no signers to replace.");
    }
    const by = member.userId;
    const person =
      input.guest === null
        ? demandPerson(facts, { round, slot, personId: input.personId, latest })
        : await demandGuest(tx, { facts, round, guest: input.guest, slot, by, now });
    const isGuest = (person?.guest ?? null) !== null;
    const { slotId } = await replaceSlot(tx, {
      roundId: round.id,
      slot,
      personId: isGuest ? null : (person?.id ?? null),
      guestId: isGuest ? (person?.id ?? null) : null,
      by,
      at: now,
      reason,
    });
    const next: SigningSlot = { ...slot, id: slotId, person, declined: null };
    const isTheirTurn = isOpen || state === "declined";
    const ended = await revokeLinks(tx, { slotId: slot.id, at: now });
    const invited = await askGuests(tx, {
      caseId: facts.id,
      project: facts.project,
      round,
      slots: isTheirTurn ? [next] : [],
      by: member.name,
      now,
    });
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "signature_wanted",
      userIds: isTheirTurn ? peopleOfSlot(next, facts.members) : [],
      except: by,
      title: `${facts.project.name}: sign version ${number} of the business case`,
      because: `because you are asked in place of ${slotWords(slot)}`,
      href: `/projects/${projectId}/business-case`,
    });
    const caseId = facts.id;
    const [from, to] = [slotWords(slot), slotWords(next)];
    return {
      value: { projectId, number, slotId },
      audit: [
        { type: "signing.replaced", caseId, number, from, to, reason },
        ...revokedEvents(ended, { caseId, reason: "Somebody else is asked in this place." }),
        ...invited.events,
      ],
      jobs: [
        ...told,
        ...releaseGuest(slot, { by: member.name, project: facts.project, number }),
        ...invited.jobs,
        reevaluateGates(projectId),
      ],
    };
  },
});

type Signer = SigningSlot["person"];

/** A person of the project, or null for anybody who holds the role. */
function demandPerson(
  facts: CaseFacts,
  at: {
    round: SigningRound;
    slot: SigningSlot;
    personId: string | null;
    latest: CaseVersionFacts;
  },
): Signer {
  const { round, slot, personId, latest } = at;
  demandOther(round, { slot, personId });
  if (personId === null) {
    return null;
  }
  const { members } = facts;
  const place = { members, submitterId: latest.submittedById };
  const [issue] = personIssues({ role: slot.role, personId }, place);
  if (issue !== undefined) {
    throw fieldError("personId", issue);
  }
  const person = members.find(({ userId }) => userId === personId);
  return person === undefined ? null : { id: person.userId, name: person.name };
}

function demandOther(
  round: SigningRound,
  at: { slot: SigningSlot; personId: string | null },
): void {
  const isAsked = livingSlots(round).some(
    ({ role, person }) => role === at.slot.role && (person?.id ?? null) === at.personId,
  );
  const isSameDeclined = at.slot.declined !== null && (at.slot.person?.id ?? null) === at.personId;
  if (isAsked && !isSameDeclined) {
    throw fieldError("personId", "This signer is asked already.");
  }
}

async function demandGuest(
  tx: Tx,
  at: {
    facts: CaseFacts;
    round: SigningRound;
    guest: GuestInput;
    slot: SigningSlot;
    by: string;
    now: Date;
  },
): Promise<Signer> {
  const { facts, round, guest, slot, by, now } = at;
  const { id: projectId, workspaceId } = facts.project;
  const accounts = await accountsAmong(tx, { workspaceId, guests: [guest] });
  const { minimumAssurance } = round;
  const isAsked = livingSlots(round).some(
    ({ id, person, declined }) =>
      person?.guest?.email === guest.email && (id !== slot.id || declined === null),
  );
  const [issue] = guestIssues(guest, { accounts, minimumAssurance, isAsked, personId: null });
  if (issue !== undefined) {
    throw fieldError("guest.email", issue);
  }
  const stored = await storeGuests(tx, { workspaceId, projectId, guests: [guest], by, at: now });
  return stored.get(guest.email) ?? null;
}
