import "server-only";
import { gatePolicyOf } from "@/lib/gates/rules/gate-policy";
import { instantiateGates } from "@/lib/gates/store/instantiate-gates";
import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";
import { contentSha256 } from "@/lib/ledger/content-hash";
import type { ReadDb, Tx } from "@/lib/platform/db";
import type { Strictness } from "@/lib/playbooks/schema";
import type { PublishedVersion } from "@/lib/playbooks/store";
import { lastWorkingDay, weekdayFrom } from "@/lib/projects/rules/default-plan";
import { mergedStageOrder } from "@/lib/projects/rules/playbook-move";

export type PlaybookMove = {
  projectId: string;
  strictness: Strictness;
  from: PublishedVersion;
  to: PublishedVersion;
  /** Who moves it and when: stages that fall away carry both. */
  byId: string;
  at: Date;
};

/** Why a part that the new version lacks is switched off rather than deleted. */
export function absenceReason(number: number): string {
  return `Not part of version ${number} of the playbook.`;
}

export async function listMoveGates(db: ReadDb, projectId: string) {
  return db.gate.findMany({
    where: { projectId },
    select: {
      id: true,
      code: true,
      name: true,
      state: true,
      stage: { select: { key: true } },
      rounds: { where: { outcome: null }, select: { number: true } },
    },
  });
}

export async function listKeyedTasks(db: ReadDb, projectId: string) {
  return db.task.findMany({
    where: { projectId, key: { not: null } },
    orderBy: { number: "asc" },
    include: { stage: { select: { key: true, name: true } } },
  });
}
export type KeyedTask = Awaited<ReturnType<typeof listKeyedTasks>>[number];

/** Lays out the stages of the new version among those the project has, by key. */
export async function moveStages(tx: Tx, move: PlaybookMove): Promise<ReadonlyMap<string, string>> {
  const { projectId, to } = move;
  const present = await tx.stage.findMany({ where: { projectId }, orderBy: { number: "asc" } });
  const keys = present.map(({ key }) => key);
  const wanted = to.playbook.stages.map(({ id }) => id);
  const order = mergedStageOrder(keys, wanted);
  // Numbers are unique per project: out of the way first, then into their places.
  await tx.$executeRaw`
    UPDATE stages SET number = number + 10000 WHERE "projectId" = ${projectId}::uuid`;
  await tx.$executeRaw`
    UPDATE stages s SET number = o.place::int
    FROM unnest(${order}::text[]) WITH ORDINALITY AS o(key, place)
    WHERE s."projectId" = ${projectId}::uuid AND s.key = o.key`;
  let planFrom = present[0]?.planStartOn ?? move.at;
  for (const [index, key] of order.entries()) {
    const known = present.find((stage) => stage.key === key);
    if (known === undefined) {
      planFrom = await insertStage(tx, move, { key, number: index + 1, planFrom });
    } else {
      planFrom = dateOf(addDays(dayOf(known.planEndOn), 1));
      await renameStage(tx, move, known);
    }
  }
  await switchOffStages(tx, move, wanted);
  const rows = await tx.stage.findMany({
    where: { projectId, key: { in: wanted } },
    select: { id: true, key: true },
  });
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/** Planned right behind the stage before it; the lead moves the rest where it belongs. */
async function insertStage(
  tx: Tx,
  { projectId, to }: PlaybookMove,
  place: { key: string; number: number; planFrom: Date },
): Promise<Date> {
  const stage = to.playbook.stages.find(({ id }) => id === place.key);
  if (stage === undefined) {
    return place.planFrom;
  }
  const startOn = weekdayFrom(dayOf(place.planFrom));
  const endOn = lastWorkingDay(startOn, stage.durationDays);
  const [start, end] = [dateOf(startOn), dateOf(endOn)];
  const { name, group, purpose, id: key } = stage;
  await tx.stage.createMany({
    data: [
      {
        projectId,
        key,
        number: place.number,
        name,
        group,
        purpose,
        planStartOn: start,
        planEndOn: end,
        firstPlanStartOn: start,
        firstPlanEndOn: end,
      },
    ],
  });
  return dateOf(addDays(endOn, 1));
}

async function renameStage(
  tx: Tx,
  { to }: PlaybookMove,
  known: { id: string; key: string; name: string; group: string; purpose: string },
): Promise<void> {
  const stage = to.playbook.stages.find(({ id }) => id === known.key);
  if (stage === undefined) {
    return;
  }
  const { name, group, purpose } = stage;
  if (known.name !== name || known.group !== group || known.purpose !== purpose) {
    await tx.stage.updateMany({
      where: { id: known.id },
      data: { name, group, purpose, version: { increment: 1 } },
    });
  }
}

async function switchOffStages(
  tx: Tx,
  move: PlaybookMove,
  wanted: readonly string[],
): Promise<void> {
  await tx.stage.updateMany({
    where: { projectId: move.projectId, key: { notIn: [...wanted] }, tailoredOutAt: null },
    data: {
      tailoredOutAt: move.at,
      tailoredOutReason: absenceReason(move.to.number),
      tailoredOutById: move.byId,
      version: { increment: 1 },
    },
  });
}

/**
 * Gives every gate the policy of the new version. What an open round froze
 * stays frozen in the round. Codes are unique per project, so those of the new
 * version are written after all old ones are out of the way; the gate of a
 * stage that fell away keeps its code with the old version behind it if taken.
 */
export async function moveGates(
  tx: Tx,
  move: PlaybookMove,
  stageIdByKey: ReadonlyMap<string, string>,
): Promise<void> {
  const { projectId, strictness, from, to, at } = move;
  const present = await listMoveGates(tx, projectId);
  const wanted = new Map(to.playbook.stages.map(({ id, gate }) => [id, gate]));
  const taken = new Set([...wanted.values()].map(({ id }) => id));
  await tx.$executeRaw`UPDATE gates SET code = '~' || code WHERE "projectId" = ${projectId}::uuid`;
  for (const { id, code, stage } of present) {
    const gate = wanted.get(stage.key);
    const left = taken.has(code) ? `${code}-V${from.number}` : code;
    await tx.gate.updateMany({
      where: { id },
      data:
        gate === undefined
          ? { code: left }
          : {
              code: gate.id,
              name: gate.name,
              question: gate.question,
              ...policyColumns(move, stage.key),
              version: { increment: 1 },
            },
    });
  }
  const known = new Set(present.map(({ stage }) => stage.key));
  const fresh = new Map([...stageIdByKey].filter(([key]) => !known.has(key)));
  await instantiateGates(tx, {
    projectId,
    playbook: to.playbook,
    strictness,
    stageIdByKey: fresh,
    at,
  });
}

function policyColumns({ to, strictness }: PlaybookMove, stageKey: string) {
  const stage = to.playbook.stages.find(({ id }) => id === stageKey);
  if (stage === undefined) {
    return {};
  }
  const policy = gatePolicyOf(to.playbook, { stage, strictness });
  return { policy, policySha256: contentSha256(policy) };
}

export async function pinVersion(
  tx: Tx,
  facts: { projectId: string; version: number; playbookVersionId: string },
): Promise<number> {
  const { projectId, version, playbookVersionId } = facts;
  const { count } = await tx.project.updateMany({
    where: { id: projectId, version },
    data: { playbookVersionId, version: { increment: 1 } },
  });
  return count;
}
