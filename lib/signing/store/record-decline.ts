import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import type { CaseFacts, CaseVersionFacts } from "@/lib/business-cases/rules/case-facts";
import { leadsOf } from "@/lib/business-cases/rules/case-life";
import { caseSigning } from "@/lib/business-cases/rules/case-signatures";
import { saveReturn } from "@/lib/business-cases/store";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import { actingName } from "@/lib/kernel/signature-words";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import { type Job, reevaluateGates } from "@/lib/platform/jobs";
import type { SigningSlot, SigningState } from "@/lib/signing/rules/signing-state";
import { handOn } from "@/lib/signing/store/hand-on";
import { declineSlot } from "@/lib/signing/store/slots";

type Decline = {
  facts: CaseFacts;
  latest: CaseVersionFacts;
  slot: SigningSlot;
  by: { id: string; name: string };
  /** In whose place, where it was lent. */
  insteadOf: { id: string; name: string } | null;
  reason: string;
  now: Date;
};

/** Keeps the reason, returns the version where the place may stop it, and tells author and leads. */
export async function recordDecline(tx: Tx, decline: Decline) {
  const { facts, latest, slot, by, insteadOf, reason, now } = decline;
  const { id: caseId, project, version } = facts;
  const { number } = latest;
  const { role, hasVeto: isVeto } = slot;
  await declineSlot(tx, {
    slotId: slot.id,
    by: by.id,
    insteadOf: insteadOf?.id ?? null,
    at: now,
    reason,
  });
  if (isVeto) {
    await saveReturn(tx, { caseId, version, reason });
  }
  const told = await notify(tx, {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    kind: "decision_made",
    userIds: [latest.submittedById, ...leadsOf(facts).map(({ userId }) => userId)],
    except: by.id,
    title: `${project.name}: ${actingName(by.name, insteadOf?.name)} declined to sign version ${number} as ${titleOfProjectRole[role]}${isVeto ? ", which returns it" : ""}: ${reason}`,
    because: "because you submitted it or lead the project",
    href: `/projects/${project.id}/business-case`,
  });
  const next = await handOn(tx, { facts, after: stateAfter(facts, slot), by, now });
  const returned: AuditEvent[] = isVeto ? [{ type: "case.returned", caseId, number, reason }] : [];
  const audit: NonEmptyArray<AuditEvent> = [
    {
      type: "signing.declined",
      caseId,
      number,
      role,
      onBehalfOf: insteadOf?.name ?? "",
      reason,
      isVeto,
    },
    ...returned,
    ...next.events,
  ];
  const jobs: Job[] = [...told, ...next.jobs, reevaluateGates(project.id)];
  return { version: version + (isVeto ? 1 : 0), audit, jobs };
}

/** The round once the place is declined; who declined it does not matter to the others. */
function stateAfter(facts: CaseFacts, slot: SigningSlot): SigningState {
  const { latest, rounds, project, signatures, today } = facts;
  const declined = { by: "", reason: "", at: "" };
  const round = rounds.find(({ number }) => number === latest?.number) ?? null;
  const slots = round?.slots.map((one) => (one.id === slot.id ? { ...one, declined } : one)) ?? [];
  return caseSigning(
    {
      strictness: project.strictness,
      current: latest?.content ?? facts.draft,
      signatures,
      round: round === null ? null : { ...round, slots },
    },
    { today },
  );
}
