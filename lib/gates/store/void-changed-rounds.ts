import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { dueOnOfNext, isStillRequested, withoutRound } from "@/lib/gates/policy/reopening";
import { listed } from "@/lib/gates/rules/criteria/criterion-context";
import type { Eligible } from "@/lib/gates/rules/eligible";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { sentenceOfGate } from "@/lib/gates/rules/explain-gate";
import { type GateAt, gateAt, openRoundOf, type RoundFacts } from "@/lib/gates/rules/gate-facts";
import { isPassing } from "@/lib/gates/rules/next-state";
import { subjectChanges } from "@/lib/gates/rules/subject-changes";
import { changedSubjects, coveredSubjects } from "@/lib/gates/rules/subjects";
import { loadGateAt } from "@/lib/gates/store/find-gate";
import { loadProjectFacts } from "@/lib/gates/store/load-facts";
import { closeRound, openRound } from "@/lib/gates/store/rounds";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";

/**
 * Nobody decides on what is no longer there: a round whose subjects changed is
 * closed unheard, with what was said in it on record, and the next one opens
 * with what changed where the request for it still stands.
 */
export async function voidChangedRounds(
  tx: Tx,
  at: { projectId: string; now: Date },
): Promise<{ events: AuditEvent[]; jobs: Job[] }> {
  const project = await loadProjectFacts(tx, at);
  const events: AuditEvent[] = [];
  const jobs: Job[] = [];
  for (const gate of project.gates) {
    const place = gateAt(project, gate);
    const round = openRoundOf(place);
    const changed = round === null ? [] : changedSubjects(round, place);
    if (round !== null && changed.length > 0) {
      const reason = `changed since the request: ${listed(changed)}`;
      await closeRound(tx, { roundId: round.id, outcome: "voided", at: at.now, reason });
      const { id: gateId, code } = gate;
      const { number } = round;
      events.push({ type: "gate.round-closed", gateId, code, round: number, outcome: "voided" });
      const next = await reopen(tx, { place, round, now: at.now });
      events.push(...next.events);
      jobs.push(...(await tellOfVoid(tx, { place, round, reason, eligible: next.eligible })));
    }
  }
  return { events, jobs };
}

type Voided = { place: GateAt; round: RoundFacts };

/** Frozen anew like every request: policy, picture, subjects and who may decide. */
async function reopen(
  tx: Tx,
  { place, round, now }: Voided & { now: Date },
): Promise<{ events: AuditEvent[]; eligible: Eligible }> {
  const at = withoutRound(place, round.id);
  const evaluation = evaluateGate(at);
  if (!isStillRequested(at, round, evaluation)) {
    return { events: [], eligible: {} };
  }
  const { gate, project } = at;
  const { policy, policySha256, id: gateId, code } = gate;
  const { requestedById, requestedRole, statement } = round;
  const eligible = eligibleNow(at, requestedById);
  const number = gate.roundNumber + 1;
  const changes = subjectChanges(round, place);
  await openRound(tx, {
    gateId,
    number,
    iteration: project.iteration,
    requestedById,
    requestedRole,
    statement,
    earlyReason: evaluation.isMet ? "" : round.earlyReason,
    policy,
    policySha256,
    trace: evaluation.results,
    subjects: coveredSubjects(at),
    eligible,
    dueOn: dueOnOfNext(round, project.today),
    changes,
    isRenewal: isPassing(at),
    at: now,
  });
  const follows = round.number;
  const event = { gateId, code, round: number, follows, policySha256, changes };
  return { events: [{ type: "gate.round-reopened", ...event }], eligible };
}

type Telling = Voided & { reason: string; eligible: Eligible };

/** Approvers of the next round are asked anew; everybody else learns that theirs is void. */
async function tellOfVoid(tx: Tx, telling: Telling): Promise<Job[]> {
  const { place, round, reason, eligible } = telling;
  const { project, gate } = place;
  const now = new Date(project.now);
  const after = await loadGateAt(tx, { gateId: gate.id, projectId: project.id, now });
  const name = `${project.key} ${gate.code}`;
  const notice = {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    detail: sentenceOfGate(after),
    href: `/projects/${project.id}/gates/${gate.id}`,
  };
  const asked = new Set(Object.values(eligible).flat());
  const isReopened = asked.size > 0;
  const leads = project.people.filter((person) => person.roles.includes("lead"));
  const concerned = [
    round.requestedById,
    ...Object.values(round.eligible).flat(),
    ...leads.map((person) => person.userId),
  ];
  const then = isReopened ? `, and round ${gate.roundNumber + 1} is open` : "";
  return [
    ...(await notify(tx, {
      ...notice,
      kind: "decision_wanted",
      userIds: [...asked],
      title: `${name}: your decision is wanted anew, ${reason}`,
      because: "because your role decides this gate",
    })),
    ...(await notify(tx, {
      ...notice,
      kind: "signature_stale",
      userIds: concerned.filter((userId) => !asked.has(userId)),
      title: `${name}: round ${round.number} is void, ${reason}${then}`,
      because: "because you asked for this review, were to decide it or lead the project",
    })),
  ];
}
