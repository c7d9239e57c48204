import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { isForLeads, noticeOfRunOut, type RunOut } from "@/lib/gates/rules/run-out";
import { openRenewals } from "@/lib/gates/store/open-renewals";
import { eventOfRunOut } from "@/lib/gates/store/run-out-event";
import { gatesUnmovedSince, listRunOuts, noteRunOuts } from "@/lib/gates/store/run-outs";
import { type Lapse, settleGates } from "@/lib/gates/store/settle-gates";
import type { ProjectId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { listMembers } from "@/lib/projects/store";
import { reopenUncovered } from "@/lib/risks/store/acceptances";

type At = { workspaceId: WorkspaceId; projectId: ProjectId; now: Date };

/**
 * Puts on record what ran out in a project since anybody looked, moment by
 * moment in the order in which it did, and brings its gates to the state that
 * followed each time: after ten days of standstill the trail reads as if
 * somebody had looked every minute. Called with the gates held; what is on
 * record already is not found again.
 */
export async function settleRunOuts(
  tx: Tx,
  at: At,
): Promise<{ events: AuditEvent[]; jobs: Job[] }> {
  const ended = await listRunOuts(tx, at);
  const events: AuditEvent[] = [];
  const jobs: Job[] = [];
  for (const together of Map.groupBy(ended, (each) => each.dueAt.getTime()).values()) {
    const instant = together[0]?.dueAt ?? at.now;
    await noteRunOuts(tx, { ended: together, at: at.now });
    const { projectId } = at;
    const returned = together.some(({ kind }) => kind === "acceptance")
      ? await reopenUncovered(tx, { projectId: at.projectId, at: instant })
      : [];
    const gateIds = await gatesUnmovedSince(tx, { projectId, instant });
    const settled = await settleGates(tx, { projectId, now: instant, gateIds });
    const ends = together.flatMap((each) => eventOfRunOut(each) ?? []);
    const renewed = await openRenewals(tx, { projectId, instant, now: at.now, due: together });
    events.push(...ends, ...returned, ...settled.events, ...renewed.events);
    jobs.push(...renewed.jobs);
    jobs.push(...settled.jobs, ...(await tell(tx, { at, together, lapses: settled.lapses })));
  }
  return { events, jobs };
}

type Telling = { at: At; together: readonly RunOut[]; lapses: readonly Lapse[] };

/** Whoever heard that a gate lapsed for this very reason is not told a second time. */
async function tell(tx: Tx, { at, together, lapses }: Telling): Promise<Job[]> {
  const { workspaceId, projectId } = at;
  const members = await listMembers(tx, projectId);
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { id: true, key: true },
  });
  const leads = members.filter(({ roles }) => roles.includes("lead")).map(({ userId }) => userId);
  const jobs: Job[] = [];
  for (const ended of together) {
    const notice = noticeOfRunOut(ended, project);
    if (notice !== null) {
      const heard = lapses.filter((lapse) => isCauseOf(ended, lapse)).flatMap(({ told }) => told);
      const concerned = [...ended.people, ...(isForLeads(ended.kind) ? leads : [])];
      const userIds = members
        .map(({ userId }) => userId)
        .filter((userId) => concerned.includes(userId) && !heard.includes(userId));
      const kind = "ran_out" as const;
      jobs.push(...(await notify(tx, { workspaceId, projectId, kind, userIds, ...notice })));
    }
  }
  return jobs;
}

const criteriaOnEvidence = ["evidence", "outputs-attached", "all", "any", "not"];

function isCauseOf(ended: RunOut, { cause }: Lapse): boolean {
  const criterion = cause.kind === "criterion" ? (cause.criterion?.kind ?? "") : "";
  switch (ended.kind) {
    case "condition":
      return cause.kind === "condition" && cause.conditionId === ended.id;
    case "evidence":
      return cause.kind === "subject" || criteriaOnEvidence.includes(criterion);
    case "acceptance":
      return ["risks-within-appetite", "all", "any", "not"].includes(criterion);
    default:
      return false;
  }
}
