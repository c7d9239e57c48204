import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { caseSigning } from "@/lib/business-cases/rules/case-signatures";
import { whatWentStale } from "@/lib/business-cases/rules/covered-sections";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { guestsAsked, peopleAsked } from "@/lib/signing/rules/people-asked";
import type { SigningRound } from "@/lib/signing/rules/signing-state";
import { askGuests } from "@/lib/signing/store/ask-guests";
import { revokedEvents, revokeLinks } from "@/lib/signing/store/guest-links";

type Submission = {
  /** As they were before the new version. */
  facts: CaseFacts;
  /** The round of the new version, as it is stored. */
  round: SigningRound;
  by: { id: string; name: string };
  now: Date;
};

/**
 * Exactly those whose signature the change touches hear of it, and in its own
 * words; the others keep theirs. Links to the version before end.
 */
export async function tellSigners(
  tx: Tx,
  submission: Submission,
): Promise<{ jobs: Job[]; events: AuditEvent[] }> {
  const { facts, round, now } = submission;
  const { id: caseId } = facts;
  const { number } = round;
  const touched = changesBySigner(facts);
  const ended = await revokeLinks(tx, { caseId, before: number, at: now });
  const members = await tellMembers(tx, submission, touched);
  const guests = await tellGuests(tx, submission, touched);
  const reason = `Version ${number} took its place.`;
  return {
    jobs: [...members, ...guests.jobs],
    events: [...revokedEvents(ended, { caseId, reason }), ...guests.events],
  };
}

type Touched = ReadonlyMap<
  string,
  { labels: string[]; guest: { name: string; email: string } | null }
>;

async function tellMembers(tx: Tx, at: Submission, touched: Touched): Promise<Job[]> {
  const { facts, round, by } = at;
  const { number } = round;
  const { project, members } = facts;
  const notice = {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    href: `/projects/${project.id}/business-case`,
    except: by.id,
  };
  const jobs: Job[] = [];
  for (const [signerId, { labels, guest }] of touched) {
    const userIds = guest === null ? [signerId] : [];
    jobs.push(
      ...(await notify(tx, {
        ...notice,
        kind: "signature_stale",
        userIds,
        title: `${project.name}: version ${number} changes what you signed: ${labels.join(", ")}`,
        because: "because your signature covers an earlier version",
      })),
    );
  }
  const wanted = peopleAsked(stateOf(at), round, members).filter((userId) => !touched.has(userId));
  const asked = await notify(tx, {
    ...notice,
    kind: "signature_wanted",
    userIds: wanted,
    title: `${project.name}: sign version ${number} of the business case`,
    because: "because you are asked to sign the business case",
  });
  return [...jobs, ...asked];
}

/** A guest who is asked again hears in the same mail what changed; one who is not gets a note. */
async function tellGuests(tx: Tx, at: Submission, touched: Touched) {
  const { facts, round, by, now } = at;
  const { project } = facts;
  const slots = guestsAsked(stateOf(at));
  const letters = new Map(
    [...touched].map(([id, { labels }]) => [id, changedLetter(at, labels)] as const),
  );
  const { id: caseId } = facts;
  const asked = await askGuests(tx, {
    caseId,
    project,
    round,
    slots,
    by: by.name,
    now,
    instead: letters,
  });
  const again = slots.map(({ person }) => person?.id);
  const notes = [...touched].flatMap(([id, { guest }]): Job[] => {
    const letter = letters.get(id);
    return guest === null || letter === undefined || again.includes(id)
      ? []
      : [noteTo(guest, letter)];
  });
  return { jobs: [...asked.jobs, ...notes], events: asked.events };
}

function noteTo(
  guest: { name: string; email: string },
  letter: { subject: string; text: string },
): Job {
  const { name, email } = guest;
  const because =
    "because your signature covers an earlier version; it stays on record for that one";
  return {
    name: "send-mail",
    payload: { to: email, template: "guest-note", data: { name, because, ...letter } },
  };
}

function changedLetter({ facts, round, by }: Submission, labels: readonly string[]) {
  const { name } = facts.project;
  return {
    subject: `${name}: version ${round.number} of the business case changes what you signed`,
    text: `${by.name} submitted version ${round.number} of the business case of ${name}. It changes what you signed: ${labels.join(", ")}.`,
  };
}

function stateOf({ facts, round }: Submission) {
  const { project, draft, signatures, today } = facts;
  const { strictness } = project;
  return caseSigning({ strictness, current: draft, signatures, round }, { today });
}

/**
 * Per signer, the labels of what the draft changes in what they answer for. A
 * later signature of the same role takes the place of an earlier one.
 */
function changesBySigner({ signatures, draft }: CaseFacts): Touched {
  const last = new Map(
    signatures.map((signature) => [`${signature.signerId} ${signature.role}`, signature]),
  );
  const changes = new Map<string, NonNullable<ReturnType<Touched["get"]>>>();
  for (const signature of last.values()) {
    const labels = whatWentStale(signature, draft);
    if (labels.length > 0) {
      const { signerId, signerName: name, guest } = signature;
      const known = changes.get(signerId)?.labels ?? [];
      changes.set(signerId, {
        labels: [...new Set([...known, ...labels])],
        guest: guest === null ? null : { name, email: guest.email },
      });
    }
  }
  return changes;
}
