import "server-only";
import { actorInWords } from "@/lib/audit/actor-words";
import { auditEvent } from "@/lib/audit/events";
import {
  afterEvent,
  beforeAnything,
  type ProjectThen,
  type TrailEvent,
} from "@/lib/audit/project-at-time";
import type { ProjectAtTimeView } from "@/lib/audit/schema";
import { sentenceOf } from "@/lib/audit/sentences";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { addDays } from "@/lib/kernel/calendar";
import type { WorkspaceId } from "@/lib/kernel/ids";
import type { ReadDb } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

type Asked = {
  workspaceId: WorkspaceId;
  projectId: string;
  at?: string | undefined;
  entry?: number | undefined;
};

type Row = {
  index: bigint;
  type: string;
  data: object;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  at: Date;
};

const PAGE = 2000;

/** The project's own entries, and those that took somebody out of the whole workspace. */
function ofProject({ workspaceId, projectId }: Asked) {
  return Prisma.sql`e."workspaceId" = ${workspaceId}::uuid
    AND (e."projectId" = ${projectId}::uuid OR e.type = 'member.removed')`;
}

function isUpTo({ at, entry }: Asked) {
  if (entry !== undefined) {
    return Prisma.sql`e.index <= ${entry}`;
  }
  return at === undefined
    ? Prisma.sql`true`
    : Prisma.sql`e.at < (${addDays(at, 1)}::timestamp AT TIME ZONE 'UTC')`;
}

async function* entriesOf(db: ReadDb, asked: Asked): AsyncGenerator<Row, void, undefined> {
  for (let after: bigint | undefined = -1n; after !== undefined; ) {
    const rows: Row[] = await db.$queryRaw<Row[]>`
      SELECT e.index, e.type, e.data, e."actorKind", e."actorId", e."actorName", e.at
      FROM audit_events e
      WHERE ${ofProject(asked)} AND ${isUpTo(asked)} AND e.index > ${after}
      ORDER BY e.index LIMIT ${PAGE}`;
    yield* rows;
    after = rows.length < PAGE ? undefined : rows.at(-1)?.index;
  }
}

function eventOf(row: Row): TrailEvent | null {
  const parsed = auditEvent.safeParse({ type: row.type, ...row.data });
  const by = { id: row.actorId, name: row.actorName };
  return parsed.success ? { event: parsed.data, by, at: row.at.toISOString() } : null;
}

/** Whether an entry of the whole workspace concerns this project as it stood. */
function concerns(then: ProjectThen, { event }: TrailEvent): boolean {
  return event.type !== "member.removed" || then.members.has(event.userId);
}

export async function loadProjectThen(db: ReadDb, asked: Asked): Promise<ProjectAtTimeView> {
  let then = beforeAnything;
  let last: Row | null = null;
  let previous: Row | null = null;
  for await (const row of entriesOf(db, asked)) {
    const entry = eventOf(row);
    if (entry === null || concerns(then, entry)) {
      previous = last;
      last = row;
      then = entry === null ? then : afterEvent(then, entry);
    }
  }
  return {
    last: last === null ? null : lastOf(last),
    previousEntry: previous === null ? null : Number(previous.index),
    nextEntry: await nextEntry(db, asked, last),
    ...viewOf(then),
  };
}

function lastOf(row: Row) {
  return {
    index: Number(row.index),
    at: row.at.toISOString(),
    actorName: actorInWords({ kind: row.actorKind, name: row.actorName }),
    sentence: sentenceIn(row),
  };
}

/** An event written by an older release stays readable by its name. */
function sentenceIn(row: Row): string {
  const entry = eventOf(row);
  return entry === null ? row.type : sentenceOf(entry.event);
}

async function nextEntry(db: ReadDb, asked: Asked, last: Row | null): Promise<number | null> {
  const { workspaceId, projectId } = asked;
  const row = await db.auditEvent.findFirst({
    where: { workspaceId, projectId, index: { gt: last?.index ?? -1n } },
    orderBy: { index: "asc" },
    select: { index: true },
  });
  return row === null ? null : Number(row.index);
}

function viewOf(then: ProjectThen) {
  const { strictness, playbook, status, iteration, businessCase, signatures } = then;
  return {
    strictness,
    playbook,
    status,
    iteration,
    businessCase,
    signatures: [...signatures],
    switchedOff: [...then.switchedOff.values()],
    gates: [...then.gates].map(([id, gate]) => ({ id, ...gate })),
    risks: [...then.risks.values()]
      .filter(({ isOpen }) => isOpen)
      .map(({ key, title, levels }) => ({ key, title, levels })),
    members: [...then.members].map(([id, { name, roles }]) => ({
      id,
      name,
      roles: roles === null ? null : roles.map((role) => titleOfProjectRole[role]),
    })),
    evidence: [...then.evidence.values()],
  };
}
