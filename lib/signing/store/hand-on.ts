import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { CaseFacts } from "@/lib/business-cases/rules/case-facts";
import { roundOf, signingOf } from "@/lib/business-cases/rules/may-sign";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { guestsAsked, peopleAsked } from "@/lib/signing/rules/people-asked";
import type { SigningState } from "@/lib/signing/rules/signing-state";
import { askGuests } from "@/lib/signing/store/ask-guests";

type HandOn = {
  facts: CaseFacts;
  /** How the round stands once the act that hands on is done. */
  after: SigningState;
  by: { id: string };
  now: Date;
};

/** In order, a signature or an optional decline hands the pen on: whoever was not asked before is asked now. */
export async function handOn(
  tx: Tx,
  { facts, after, by, now }: HandOn,
): Promise<{ jobs: Job[]; events: AuditEvent[] }> {
  const { project, members, latest } = facts;
  const round = roundOf(facts);
  const before = signingOf(facts);
  if (!round.inOrder || before === null || latest === null) {
    return { jobs: [], events: [] };
  }
  const asked = peopleAsked(before, round, members);
  const told = await notify(tx, {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    kind: "signature_wanted",
    userIds: peopleAsked(after, round, members).filter((userId) => !asked.includes(userId)),
    except: by.id,
    title: `${project.name}: it is your turn to sign version ${latest.number} of the business case`,
    because: "because you are asked to sign after those before you",
    href: `/projects/${project.id}/business-case`,
  });
  const open = guestsAsked(before).map(({ id }) => id);
  const guests = await askGuests(tx, {
    caseId: facts.id,
    project,
    round,
    slots: guestsAsked(after).filter(({ id }) => !open.includes(id)),
    by: latest.submittedBy,
    now,
  });
  return { jobs: [...told, ...guests.jobs], events: guests.events };
}
