import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { DECISION_DAYS } from "@/lib/gates/policy";
import type { Eligible } from "@/lib/gates/rules/eligible";
import { eligibleNow } from "@/lib/gates/rules/eligible-now";
import { evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { sentenceOfGate } from "@/lib/gates/rules/explain-gate";
import { decidedRoundOf, type GateAt, openRoundOf } from "@/lib/gates/rules/gate-facts";
import { isPassing } from "@/lib/gates/rules/next-state";
import type { RunOut } from "@/lib/gates/rules/run-out";
import { coveredSubjects } from "@/lib/gates/rules/subjects";
import { loadGateAt } from "@/lib/gates/store/find-gate";
import { openRound } from "@/lib/gates/store/rounds";
import { addDays, dayInWords } from "@/lib/kernel/calendar";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";

type Due = { projectId: string; instant: Date; now: Date; due: readonly RunOut[] };
type Opened = { events: AuditEvent[]; jobs: Job[] };

/**
 * Opens the round that renews an approval before it ends, in the name of
 * whoever asked for the last one, so that duties stay as separate as they were.
 * The gate must have held at the instant it was due; what the round freezes is
 * what is there now, for nobody decides on the past. Once per pass: whoever
 * withdraws the round asks for the next one themselves.
 */
export async function openRenewals(tx: Tx, facts: Due): Promise<Opened> {
  const opened: Opened = { events: [], jobs: [] };
  for (const { kind, id: gateId } of facts.due) {
    const { projectId, instant, now } = facts;
    if (
      kind === "renewal" &&
      isPassing(await loadGateAt(tx, { gateId, projectId, now: instant }))
    ) {
      const at = await loadGateAt(tx, { gateId, projectId, now });
      await tx.gate.updateMany({ where: { id: gateId }, data: { renewsAt: null } });
      if (openRoundOf(at) === null) {
        const next = await open(tx, at, now);
        opened.events.push(...next.events);
        opened.jobs.push(...next.jobs);
      }
    }
  }
  return opened;
}

async function open(tx: Tx, at: GateAt, now: Date): Promise<Opened> {
  const { gate, project } = at;
  const last = decidedRoundOf(at);
  if (last === null || gate.expiresAt === null) {
    return { events: [], jobs: [] };
  }
  const { id: gateId, code, policy, policySha256 } = gate;
  const endsOn = gate.expiresAt.slice(0, 10);
  const evaluation = evaluateGate(at);
  const number = gate.roundNumber + 1;
  const eligible = eligibleNow(at, last.requestedById);
  const dueOn = endsOn > project.today ? endsOn : addDays(project.today, DECISION_DAYS);
  await openRound(tx, {
    gateId,
    number,
    iteration: project.iteration,
    requestedById: last.requestedById,
    requestedRole: last.requestedRole,
    statement: `The approval of round ${last.number} ends on ${dayInWords(endsOn)}. This round renews it.`,
    earlyReason: evaluation.isMet ? "" : `The approval ends on ${dayInWords(endsOn)}.`,
    policy,
    policySha256,
    trace: evaluation.results,
    subjects: coveredSubjects(at),
    eligible,
    dueOn,
    changes: [],
    isRenewal: true,
    at: now,
  });
  const event = { gateId, code, round: number, policySha256, endsOn };
  return {
    events: [{ type: "gate.renewal-opened", ...event }],
    jobs: await tell(tx, {
      at: await loadGateAt(tx, { gateId, projectId: project.id, now }),
      number,
      eligible,
      dueOn,
      endsOn,
    }),
  };
}

type Telling = { at: GateAt; number: number; eligible: Eligible; dueOn: string; endsOn: string };

/** Approvers are asked; whoever leads the project hears that it happens without them. */
async function tell(tx: Tx, { at, number, eligible, dueOn, endsOn }: Telling): Promise<Job[]> {
  const { project, gate } = at;
  const name = `${project.key} ${gate.code} ${gate.name}`;
  const asked = Object.values(eligible).flat();
  const leads = project.people.filter(({ roles }) => roles.includes("lead"));
  const notice = {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    detail: sentenceOfGate(at),
    href: `/projects/${project.id}/gates/${gate.id}`,
  };
  return [
    ...(await notify(tx, {
      ...notice,
      kind: "decision_wanted",
      userIds: asked,
      title: `${name}: your decision is wanted by ${dayInWords(dueOn)} to renew the approval`,
      because: "because your role decides this gate",
    })),
    ...(await notify(tx, {
      ...notice,
      kind: "ran_out",
      userIds: leads.map(({ userId }) => userId).filter((userId) => !asked.includes(userId)),
      title: `${name}: round ${number} opened to renew the approval that ends on ${dayInWords(endsOn)}`,
      because: "because you lead the project",
    })),
  ];
}
