import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { dayOf } from "@/lib/kernel/calendar";
import type { ProjectId, RiskId, WorkspaceId } from "@/lib/kernel/ids";
import { notify } from "@/lib/notifications/store";
import type { Tx } from "@/lib/platform/db";
import type { Job } from "@/lib/platform/jobs";
import { listMembers } from "@/lib/projects/store";
import { breachWords, type Look, lookAt } from "@/lib/risk-watches/rules/look";
import { type LivingWatch, listLivingWatches } from "@/lib/risk-watches/store/seen-facts";
import { raisedBy } from "@/lib/risks/rules/matrix";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { setLevel } from "@/lib/risks/store/levels";
import { holdMatrix } from "@/lib/risks/store/matrix";
import { loadRisk, type Risk } from "@/lib/risks/store/risk-rows";

type At = { workspaceId: WorkspaceId; projectId: ProjectId; now: Date };
type Looked = { watch: LivingWatch; look: Look };
type Settled = { events: AuditEvent[]; jobs: Job[] };

/**
 * Looks at every living watch of a project and puts on record what changed. A
 * watch that begins to be breached raises the level of its risk once and opens
 * one finding; what is breached already raises nothing again, however often
 * this runs. Two who look at once wait for each other at the watches.
 */
export async function settleWatches(tx: Tx, at: At): Promise<Settled> {
  const held = await holdWatches(tx, at.projectId);
  if (held === 0) {
    return { events: [], jobs: [] };
  }
  const today = dayOf(at.now);
  const watches = await listLivingWatches(tx, { projectId: at.projectId, today });
  const looked = watches.map((watch) => ({
    watch,
    look: lookAt(watch.rule, watch.facts, today),
  }));
  const changed = looked.filter(
    ({ watch, look }) => watch.state !== look.state || watch.seen !== look.seen,
  );
  const isBreach = ({ watch, look }: Looked) =>
    look.state === "breached" && watch.state !== "breached";
  const breaches = await settleBreaches(tx, at, changed.filter(isBreach));
  const events = [...breaches.events];
  for (const each of changed.filter((one) => !isBreach(one))) {
    events.push(...(await settleQuietly(tx, at, each)));
  }
  return { events, jobs: breaches.jobs };
}

/** How many there are; they stay held until the transaction ends, always taken in one order. */
async function holdWatches(tx: Tx, projectId: string): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM risk_watches WHERE "projectId" = ${projectId}::uuid AND "endedAt" IS NULL
    ORDER BY id FOR UPDATE`;
  return rows.length;
}

async function settleBreaches(tx: Tx, at: At, breaches: readonly Looked[]): Promise<Settled> {
  const events: AuditEvent[] = [];
  const jobs: Job[] = [];
  if (breaches.length === 0) {
    return { events, jobs };
  }
  const matrix = await holdMatrix(tx, at.workspaceId);
  await holdRisks(tx, [...new Set(breaches.map(({ watch }) => watch.riskId))]);
  const people = await peopleOf(tx, at.projectId);
  for (const { watch, look } of breaches) {
    const risk = await loadRisk(tx, { id: watch.riskId as RiskId, projectId: at.projectId });
    // Closed while we looked: the watch sleeps, and is looked at when the risk is opened again.
    if (risk.status !== "closed") {
      const text = breachWords(watch.rule, look);
      await saveLook(tx, { watch, look, now: at.now });
      const raised = await raise(tx, { risk, matrix, watch, reason: text, now: at.now });
      const finding = await tx.riskFinding.create({
        data: { riskId: risk.id, watchId: watch.id, text, openedAt: at.now },
        select: { id: true },
      });
      const { id: riskId, key } = risk;
      const found = { riskId, watchId: watch.id, findingId: finding.id, key, text };
      events.push({ type: "risk.watch-breached", ...found }, ...raised);
      jobs.push(...(await tell(tx, at, { risk, text, isRaised: raised.length > 0, people })));
    }
  }
  return { events, jobs };
}

/** Acts on one risk wait for each other at its row; several are taken in one order. */
async function holdRisks(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM risks WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
}

type Raise = { risk: Risk; matrix: Matrix; watch: LivingWatch; reason: string; now: Date };

/** Up to the edge of the matrix; a risk that stands there already is not rated anew. */
async function raise(
  tx: Tx,
  { risk, matrix, watch, reason, now }: Raise,
): Promise<readonly AuditEvent[]> {
  const level = raisedBy(matrix, { level: risk, effect: watch.effect });
  if (level.likelihood === risk.likelihood && level.impact === risk.impact) {
    return [];
  }
  const { events } = await setLevel(tx, {
    risk,
    version: risk.version,
    matrix,
    kind: "current",
    level,
    reason,
    by: null,
    now,
    // No person has rated it: what waits for a rating goes on waiting.
    also: { ratedAt: risk.ratedAt },
  });
  return events;
}

/** A watch that holds again, or sees something new, changes no risk: a person closes and rates. */
async function settleQuietly(tx: Tx, at: At, { watch, look }: Looked): Promise<AuditEvent[]> {
  await saveLook(tx, { watch, look, now: at.now });
  if (watch.state === look.state) {
    return [];
  }
  const risk = await loadRisk(tx, { id: watch.riskId as RiskId, projectId: at.projectId });
  const { id: riskId, key } = risk;
  const { state: to, seen } = look;
  return [
    { type: "risk.watch-moved", riskId, watchId: watch.id, key, from: watch.state, to, seen },
  ];
}

async function saveLook(
  tx: Tx,
  { watch, look, now }: { watch: LivingWatch; look: Look; now: Date },
): Promise<void> {
  const { state, seen, since } = look;
  const moved = state === watch.state ? {} : { state, stateSince: since ?? now };
  await tx.riskWatch.updateMany({ where: { id: watch.id }, data: { seen, ...moved } });
}

type People = { projectKey: string; memberIds: ReadonlySet<string>; leads: readonly string[] };

async function peopleOf(tx: Tx, projectId: ProjectId): Promise<People> {
  const members = await listMembers(tx, projectId);
  const { key } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { key: true },
  });
  return {
    projectKey: key,
    memberIds: new Set(members.map(({ userId }) => userId)),
    leads: members.filter(({ roles }) => roles.includes("lead")).map(({ userId }) => userId),
  };
}

/** Owner and lead, where they still belong to the project. */
async function tell(
  tx: Tx,
  { workspaceId, projectId }: At,
  told: { risk: Risk; text: string; isRaised: boolean; people: People },
): Promise<Job[]> {
  const { risk, text, isRaised, people } = told;
  const { ownerId, key, title } = risk;
  const owner = ownerId !== null && people.memberIds.has(ownerId) ? [ownerId] : [];
  return notify(tx, {
    workspaceId,
    projectId,
    kind: "risk_moved",
    userIds: [...owner, ...people.leads],
    title: `${people.projectKey} ${key} ${title}: ${text}`,
    detail: isRaised
      ? "Waymark raised the current level and opened a finding. Say there what was done about it, and rate the risk again."
      : "Waymark opened a finding; the current level stands at the edge of the matrix already. Say there what was done about it.",
    because: "because the risk is yours or you lead the project",
    href: `/projects/${projectId}/risks?risk=${risk.id}`,
  });
}
