import "server-only";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { roundOf, signingOf } from "@/lib/business-cases/rules/may-sign";
import { caseRef } from "@/lib/business-cases/schema/inputs";
import { loadCase, lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { defineCommand } from "@/lib/execution/command";
import { dayInWords, dayOf } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import { type DueMark, dueMarks } from "@/lib/signing/rules/due-marks";
import { guestsAsked, peopleAsked } from "@/lib/signing/rules/people-asked";
import type { SigningSlot } from "@/lib/signing/rules/signing-state";
import { askGuests } from "@/lib/signing/store/ask-guests";
import { notedOf, noteMarks } from "@/lib/signing/store/due-rounds";

/** Sends each word about the day of a signing once, however often and however late it is run. */
export const noteDueSigning = defineCommand({
  name: "signing.note-due",
  permission: "gate:evaluate",
  input: caseRef,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/signers/due",
    summary: "Remind signers of the day, and tell lead and sponsor once it has passed (system)",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, now }) {
    const { projectId, workspaceId } = access;
    await lockCase(tx, projectId);
    const facts = await loadCase(tx, projectId);
    const round = roundOf(facts);
    const value = { projectId, number: round.number };
    if (round.id === null || round.dueOn === null || facts.status !== "submitted") {
      return { value, unchanged: true };
    }
    const noted = await notedOf(tx, round.id);
    const { dueOn } = round;
    const { send, reached } = dueMarks({ dueOn, noted }, dayOf(now));
    if (send === null) {
      return { value, unchanged: true };
    }
    await noteMarks(tx, { roundId: round.id, noted: [...new Set([...noted, ...reached])] });
    const letter = letterOf(facts, { send, dueOn });
    const told = await notify(tx, {
      workspaceId,
      projectId,
      href: `/projects/${projectId}/business-case`,
      ...letter,
    });
    const names = facts.members
      .filter(({ userId }) => letter.userIds.includes(userId))
      .map(({ name }) => name);
    const state = signingOf(facts);
    const guests = send === "past" || state === null ? [] : guestsAsked(state);
    const links = await remindGuests(tx, { facts, guests, dueOn, now });
    const type = send === "past" ? ("signing.overdue" as const) : ("signing.reminded" as const);
    const { id: caseId } = facts;
    return {
      value,
      audit: [
        {
          type,
          caseId,
          number: round.number,
          dueOn,
          told: [...names, ...guests.flatMap(({ person }) => person?.name ?? [])],
        },
        ...links.events,
      ],
      jobs: [...told, ...links.jobs],
    };
  },
});

function letterOf(facts: CaseFacts, at: { send: DueMark; dueOn: string }) {
  const { project, members } = facts;
  const { number } = roundOf(facts);
  const day = dayInWords(at.dueOn);
  if (at.send === "past") {
    const inCharge = members.filter(({ roles }) => roles.some((role) => told.has(role)));
    return {
      kind: "ran_out" as const,
      userIds: inCharge.map(({ userId }) => userId),
      title: `${project.name}: version ${number} of the business case was to be signed by ${day}`,
      because: "because you lead or sponsor the project",
    };
  }
  const state = signingOf(facts);
  return {
    kind: "signature_wanted" as const,
    userIds: state === null ? [] : peopleAsked(state, roundOf(facts), members),
    title: `${project.name}: sign version ${number} of the business case by ${day}`,
    because: "because you are asked to sign the business case",
  };
}

/** A guest is reminded by a new link; the one before it ends, since nobody can read it again. */
async function remindGuests(
  tx: Tx,
  at: { facts: CaseFacts; guests: readonly SigningSlot[]; dueOn: string; now: Date },
) {
  const { facts, guests, dueOn, now } = at;
  const { project, latest } = facts;
  const round = roundOf(facts);
  const day = dayInWords(dueOn);
  const letter = {
    subject: `${project.name}: sign version ${round.number} of the business case by ${day}`,
    text: `Version ${round.number} of the business case of ${project.name} waits for your signature by ${day}.`,
  };
  return askGuests(tx, {
    caseId: facts.id,
    project,
    round,
    slots: guests,
    by: latest?.submittedBy ?? "",
    now,
    instead: new Map(guests.map(({ person }) => [person?.id ?? "", letter])),
  });
}

const told: ReadonlySet<string> = new Set(["lead", "sponsor"]);
