import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { dayInWords } from "@/lib/kernel/calendar";
import type { Tx } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Job } from "@/lib/platform/jobs";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import { lastDayOf, linkEnd } from "@/lib/signing/rules/guest-signing";
import type { SigningSlot } from "@/lib/signing/rules/signing-state";
import { insertLink } from "@/lib/signing/store/guest-links";

type Asking = {
  caseId: string;
  project: { name: string; workspaceName: string };
  round: { number: number; dueOn: string | null };
  slots: readonly SigningSlot[];
  /** Who asks, as the mail names them. */
  by: string;
  now: Date;
  /** Opens the mail where it is not the first; by the id of the guest. */
  instead?: ReadonlyMap<string, { subject: string; text: string }>;
};

/**
 * Mails each guest a link of their own, which ends the one before it. Only its
 * hash is kept, so that nobody who reads the database can open it; a reminder
 * therefore carries a new link.
 */
export async function askGuests(
  tx: Tx,
  asking: Asking,
): Promise<{ jobs: Job[]; events: AuditEvent[] }> {
  const jobs: Job[] = [];
  const events: AuditEvent[] = [];
  for (const slot of asking.slots) {
    const { person } = slot;
    const guest = person?.guest ?? null;
    if (person !== null && guest !== null) {
      const { id, name } = person;
      const sent = await askGuest(tx, { asking, slot, guest: { ...guest, id, name } });
      jobs.push(sent.job);
      events.push(sent.event);
    }
  }
  return { jobs, events };
}

type Guest = { id: string; name: string; email: string; organisation: string };

async function askGuest(
  tx: Tx,
  at: { asking: Asking; slot: SigningSlot; guest: Guest },
): Promise<{ job: Job; event: AuditEvent }> {
  const { asking, slot, guest } = at;
  const { caseId, round, now } = asking;
  const { id: guestId, name, email, organisation } = guest;
  const { role } = slot;
  const token = newSecret();
  const end = linkEnd({ now, dueOn: round.dueOn });
  const isRenewed = await insertLink(tx, {
    guestId,
    slotId: slot.id,
    tokenHash: hashOfSecret(token),
    createdAt: now,
    expiresAt: end,
  });
  const link = new URL(`/sign/${token}`, env().WAYMARK_URL).href;
  const { subject, text } = asking.instead?.get(guestId) ?? firstLetter(asking, slot);
  const more = isRenewed ? " This link takes the place of the one you had." : "";
  const until = dayInWords(lastDayOf(end));
  const expiresAt = end.toISOString();
  return {
    job: {
      name: "send-mail",
      payload: {
        to: email,
        template: "guest-link",
        data: { name, until, link, subject, text: text + more },
      },
    },
    event: {
      type: "guest.invited",
      caseId,
      number: round.number,
      guestId,
      name,
      organisation,
      email,
      role,
      expiresAt,
      isRenewed,
    },
  };
}

/** To a guest whose link ended because somebody else is asked: they would wonder what became of it. */
export function releaseGuest(
  slot: SigningSlot,
  { by, project, number }: { by: string; project: { name: string }; number: number },
): Job[] {
  const guest = slot.person?.guest ?? null;
  if (slot.person === null || guest === null || guest.link === null) {
    return [];
  }
  const data = {
    name: slot.person.name,
    subject: `You need not sign the business case of ${project.name} any more`,
    text: `${by} asks somebody else to sign version ${number} in your place. The link you had has ended; there is nothing for you to do.`,
    because: "because you had been asked to sign",
  };
  return [{ name: "send-mail", payload: { to: guest.email, template: "guest-note", data } }];
}

function firstLetter({ by, project, round }: Asking, { role }: SigningSlot) {
  const due = round.dueOn === null ? "" : `, by ${dayInWords(round.dueOn)}`;
  return {
    subject: `${by} asks you to sign the business case of ${project.name}`,
    text: `${by} of ${project.workspaceName} asks you to read version ${round.number} of the business case of ${project.name} and to sign it as ${titleOfProjectRole[role]}${due}.`,
  };
}
