import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { listed } from "@/lib/gates/rules/criteria/criterion-context";
import { gateAt, openRoundOf } from "@/lib/gates/rules/gate-facts";
import { changedSubjects } from "@/lib/gates/rules/subjects";
import { loadProjectFacts } from "@/lib/gates/store/load-facts";
import { closeRound } from "@/lib/gates/store/rounds";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";

/** Nobody decides on what is no longer there: a round whose subjects changed is closed unheard. */
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
      events.push({
        type: "gate.round-closed",
        gateId,
        code,
        round: round.number,
        outcome: "voided",
      });
      jobs.push(
        ...(await notify(tx, {
          workspaceId: project.workspaceId as WorkspaceId,
          projectId: project.id as ProjectId,
          kind: "signature_stale",
          userIds: [round.requestedById, ...Object.values(round.eligible).flat()],
          title: `${project.key} ${code}: round ${round.number} is void, ${reason}`,
          because: "because you asked for this review or were to decide it",
          href: `/projects/${project.id}/gates/${gateId}`,
        })),
      );
    }
  }
  return { events, jobs };
}
