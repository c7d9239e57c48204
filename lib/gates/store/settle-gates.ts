import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { type Evaluation, evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import { sentenceOfGate } from "@/lib/gates/rules/explain-gate";
import { type GateAt, type GateFacts, gateAt } from "@/lib/gates/rules/gate-facts";
import type { GatePolicy } from "@/lib/gates/rules/gate-policy";
import { nextAgeing } from "@/lib/gates/rules/next-ageing";
import { type LapseCause, type NextState, nextState } from "@/lib/gates/rules/next-state";
import { passFrom } from "@/lib/gates/rules/pass-period";
import { type Told, toldOfLapse } from "@/lib/gates/rules/told-of-lapse";
import type { GateState } from "@/lib/gates/schema";
import { loadProjectFacts } from "@/lib/gates/store/load-facts";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { closeReturnedLoops } from "@/lib/projects/store/loop-backs";

/** A gate that stopped holding, and everybody who was told so. */
export type Lapse = { cause: LapseCause; told: string[] };

export type Settled = {
  states: ReadonlyMap<string, GateState>;
  events: AuditEvent[];
  jobs: Job[];
  lapses: Lapse[];
};

/**
 * Writes the state that follows from what is stored, for the gates named or
 * for all of the project. Called after every act that may move one, inside its
 * transaction and with the gates locked; running it twice changes nothing.
 */
export async function settleGates(
  tx: Tx,
  at: { projectId: string; now: Date; gateIds?: readonly string[] },
): Promise<Settled> {
  const { projectId, now, gateIds } = at;
  const project = await loadProjectFacts(tx, { projectId, now });
  const states = new Map<string, GateState>();
  const events: AuditEvent[] = [];
  const jobs: Job[] = [];
  const lapses: Lapse[] = [];
  for (const gate of project.gates) {
    if (gateIds === undefined || gateIds.includes(gate.id)) {
      const place = gateAt(project, gate);
      const evaluation = evaluateGate(place);
      const next = nextState(place, evaluation);
      states.set(gate.id, next.state);
      await keepTrace(tx, place, evaluation);
      if (next.state !== gate.state) {
        await saveState(tx, { place, next, now });
        const { id: gateId, code, state: from } = gate;
        const { state: to, reason } = next;
        events.push({ type: "gate.state-changed", gateId, code, from, to, reason });
        if (next.cause !== null) {
          const told = toldOfLapse(place, next.cause);
          lapses.push({ cause: next.cause, told: told.flatMap(({ userIds }) => userIds) });
          jobs.push(...(await tellOfLapse(tx, { place, reason, told })));
        }
      }
    }
  }
  await closeReturnedLoops(tx, { projectId, at: now });
  return { states, events, jobs, lapses };
}

/** A picture of the last evaluation for lists; no act, so it leaves no trace of its own. */
async function keepTrace(tx: Tx, place: GateAt, evaluation: Evaluation): Promise<void> {
  const { gate } = place;
  const { results } = evaluation;
  const agesAt = nextAgeing(place);
  const isKnown = gate.lastTrace !== null && canonicalize(gate.lastTrace) === canonicalize(results);
  if (!isKnown || agesAt !== gate.agesAt) {
    await tx.gate.updateMany({ where: { id: gate.id }, data: { lastTrace: results, agesAt } });
  }
}

const passedStates: readonly GateState[] = ["passed", "passed_with_conditions"];
const doneStates: readonly GateState[] = [...passedStates, "waived"];

async function saveState(
  tx: Tx,
  save: { place: GateAt; next: NextState; now: Date },
): Promise<void> {
  const { place, next, now } = save;
  const { gate, stage } = place;
  // A pass that only holds again, as after a late condition was met or under a waiver, keeps its days.
  const isNewPass = passedStates.includes(next.state) && gate.passedAt === null;
  const pass = isNewPass ? { ...passFrom(now, policyOfPass(gate)), endNotedAt: null } : {};
  await tx.gate.updateMany({
    where: { id: gate.id },
    data: {
      state: next.state,
      stateSince: now,
      stateReason: next.reason,
      version: { increment: 1 },
      ...pass,
    },
  });
  if (doneStates.includes(next.state)) {
    await tx.stage.updateMany({
      where: { id: stage.id, actualEndOn: null },
      data: { actualEndOn: dateOf(dayOf(now)) },
    });
  }
}

/** A gate that asks nobody is evaluated all the time, so its pass needs no renewal. */
function policyOfPass({ policy }: GateFacts): Pick<GatePolicy, "expires" | "renewal"> {
  return policy.approvals.length === 0 ? { expires: null } : policy;
}

async function tellOfLapse(
  tx: Tx,
  lapse: { place: GateAt; reason: string; told: readonly Told[] },
): Promise<Job[]> {
  const { project, gate } = lapse.place;
  const jobs: Job[] = [];
  for (const { userIds, because } of lapse.told) {
    const notices = await notify(tx, {
      workspaceId: project.workspaceId as WorkspaceId,
      projectId: project.id as ProjectId,
      kind: "gate_lapsed",
      userIds,
      title: `${project.key} ${gate.code} ${gate.name} has lapsed: ${lapse.reason}`,
      detail: sentenceOfGate(lapse.place),
      because,
      href: `/projects/${project.id}/gates/${gate.id}`,
    });
    jobs.push(...notices);
  }
  return jobs;
}
