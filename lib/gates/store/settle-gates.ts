import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { type Evaluation, evaluateGate } from "@/lib/gates/rules/evaluate-gate";
import {
  type GateAt,
  type GateFacts,
  gateAt,
  type ProjectFacts,
} from "@/lib/gates/rules/gate-facts";
import { endOfPass, type NextState, nextState } from "@/lib/gates/rules/next-state";
import type { GateState } from "@/lib/gates/schema";
import { loadProjectFacts } from "@/lib/gates/store/load-facts";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { canonicalize } from "@/lib/ledger/canonical-json";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { closeReturnedLoops } from "@/lib/projects/store/loop-backs";

export type Settled = {
  states: ReadonlyMap<string, GateState>;
  events: AuditEvent[];
  jobs: Job[];
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
  for (const gate of project.gates) {
    if (gateIds === undefined || gateIds.includes(gate.id)) {
      const place = gateAt(project, gate);
      const evaluation = evaluateGate(place);
      const next = nextState(place, evaluation);
      states.set(gate.id, next.state);
      await keepTrace(tx, gate, evaluation);
      if (next.state !== gate.state) {
        await saveState(tx, { place, next, now });
        const { id: gateId, code, state: from } = gate;
        const { state: to, reason } = next;
        events.push({ type: "gate.state-changed", gateId, code, from, to, reason });
        jobs.push(...(await tellOfLapse(tx, { project, gate, next })));
      }
    }
  }
  await closeReturnedLoops(tx, { projectId, at: now });
  return { states, events, jobs };
}

/** A picture of the last evaluation for lists; no act, so it leaves no trace of its own. */
async function keepTrace(tx: Tx, gate: GateFacts, evaluation: Evaluation): Promise<void> {
  const { results } = evaluation;
  if (gate.lastTrace === null || canonicalize(gate.lastTrace) !== canonicalize(results)) {
    await tx.gate.updateMany({ where: { id: gate.id }, data: { lastTrace: results } });
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
  const isNewPass = passedStates.includes(next.state) && isFreshPass(gate);
  const pass = isNewPass ? { passedAt: now, expiresAt: endOfPass(now, expiryOf(gate)) } : {};
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
function expiryOf({ policy }: GateFacts): string | null {
  return policy.approvals.length === 0 ? null : policy.expires;
}

/** A pass that only holds again, as after a late condition was met, keeps its first day. */
function isFreshPass(gate: GateFacts): boolean {
  return gate.state !== "lapsed" || gate.passedAt === null;
}

async function tellOfLapse(
  tx: Tx,
  at: { project: ProjectFacts; gate: GateFacts; next: NextState },
): Promise<Job[]> {
  const { project, gate, next } = at;
  if (next.state !== "lapsed") {
    return [];
  }
  return notify(tx, {
    workspaceId: project.workspaceId as WorkspaceId,
    projectId: project.id as ProjectId,
    kind: "gate_lapsed",
    userIds: project.people
      .filter((person) => person.roles.includes("lead"))
      .map((person) => person.userId),
    title: `${project.key} ${gate.code} ${gate.name} has lapsed: ${next.reason}`,
    because: "because you lead the project",
    href: `/projects/${project.id}/gates/${gate.id}`,
  });
}
