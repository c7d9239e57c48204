import "server-only";
import type { EntryKind } from "@/lib/journal/rules/entry-kinds";
import { AppError } from "@/lib/kernel/app-error";
import { dateOf } from "@/lib/kernel/calendar";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client";

export async function projectIdOfEntry(db: ReadDb, id: string): Promise<ProjectId | null> {
  const row = await db.journalEntry.findUnique({ where: { id }, select: { projectId: true } });
  return row === null ? null : (row.projectId as ProjectId);
}

export type EntryPlaces = {
  stage: { id: string } | null;
  task: { id: string; stageId: string } | null;
};

export async function loadEntryPlaces(
  db: ReadDb,
  at: { projectId: string; stageId: string | null; taskId: string | null },
): Promise<EntryPlaces> {
  const { projectId, stageId, taskId } = at;
  const stage =
    stageId === null
      ? null
      : await db.stage.findFirst({ where: { id: stageId, projectId }, select: { id: true } });
  const task =
    taskId === null
      ? null
      : await db.task.findFirst({
          where: { id: taskId, projectId },
          select: { id: true, stageId: true },
        });
  return { stage, task };
}

export async function insertEntry(
  tx: Tx,
  facts: {
    projectId: string;
    stageId: string | null;
    taskId: string | null;
    authorId: string;
    kind: EntryKind;
    body: string;
    mentions: readonly string[];
    iteration: number;
    entryOn: string;
    createdAt: Date;
  },
): Promise<string> {
  const { entryOn, mentions, ...rest } = facts;
  const { id } = await tx.journalEntry.create({
    data: { ...rest, mentions: [...mentions], entryOn: dateOf(entryOn) },
    select: { id: true },
  });
  return id;
}

export async function loadEntry(db: ReadDb, id: string) {
  const rows = await db.$queryRaw<
    {
      id: string;
      authorId: string;
      authorName: string;
      kind: EntryKind;
      body: string;
      entryOn: string;
      mentions: string[];
      version: number;
    }[]
  >`
    SELECT j.id, j."authorId", u.name AS "authorName", j.kind::text AS kind, j.body,
      j."entryOn"::text AS "entryOn", j.mentions::text[] AS mentions, j.version
    FROM journal_entries j JOIN users u ON u.id = j."authorId"
    WHERE j.id = ${id}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This entry does not exist any more.");
  }
  return row;
}

export async function saveEntry(
  tx: Tx,
  at: { id: string; version: number },
  data: { body: string; kind: EntryKind; entryOn: string; mentions: string[]; editedAt: Date },
): Promise<number> {
  const { count } = await tx.journalEntry.updateMany({
    where: at,
    data: { ...data, entryOn: dateOf(data.entryOn), version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "You changed this entry in another window meanwhile. Reload it and make your change again.",
    );
  }
  return at.version + 1;
}

export type EntryRow = {
  id: string;
  kind: EntryKind;
  body: string;
  entryOn: string;
  iteration: number;
  authorId: string;
  authorName: string;
  stage: { id: string; number: number; name: string } | null;
  task: { id: string; number: number; name: string } | null;
  projectKey: string;
  mentions: { id: string; name: string }[];
  comments: number;
  createdAt: Date;
  editedAt: Date | null;
  version: number;
};

type Filter = {
  projectId: string;
  stageId: string | null;
  taskId: string | null;
  authorId: string | null;
  kind: EntryKind | null;
  iteration: number | null;
  search: string | null;
  before: { entryOn: string; id: string } | null;
  limit: number;
};

export async function listEntryRows(db: ReadDb, filter: Filter): Promise<EntryRow[]> {
  const { projectId, before, limit } = filter;
  const conditions = [Prisma.sql`j."projectId" = ${projectId}::uuid`, ...narrowed(filter)];
  if (before !== null) {
    conditions.push(
      Prisma.sql`(j."entryOn", j.id) < (${before.entryOn}::date, ${before.id}::uuid)`,
    );
  }
  return db.$queryRaw<EntryRow[]>`
    SELECT j.id, j.kind::text AS kind, j.body, j."entryOn"::text AS "entryOn", j.iteration,
      j."authorId", u.name AS "authorName", p.key AS "projectKey", j."createdAt", j."editedAt",
      j.version,
      CASE WHEN s.id IS NULL THEN NULL
        ELSE json_build_object('id', s.id, 'number', s.number, 'name', s.name) END AS stage,
      CASE WHEN t.id IS NULL THEN NULL
        ELSE json_build_object('id', t.id, 'number', t.number, 'name', t.name) END AS task,
      COALESCE((SELECT json_agg(json_build_object('id', m.id, 'name', m.name) ORDER BY m.name)
        FROM users m WHERE m.id = ANY(j.mentions)), '[]') AS mentions,
      (SELECT count(*) FROM comments c
        WHERE c.subject = 'journal_entry' AND c."subjectId" = j.id)::int AS comments
    FROM journal_entries j
    JOIN projects p ON p.id = j."projectId"
    JOIN users u ON u.id = j."authorId"
    LEFT JOIN stages s ON s.id = j."stageId"
    LEFT JOIN tasks t ON t.id = j."taskId"
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY j."entryOn" DESC, j.id DESC
    LIMIT ${limit + 1}`;
}

function narrowed(filter: Filter): Prisma.Sql[] {
  const { stageId, taskId, authorId, kind, iteration, search } = filter;
  return [
    ...(stageId === null ? [] : [Prisma.sql`j."stageId" = ${stageId}::uuid`]),
    ...(taskId === null ? [] : [Prisma.sql`j."taskId" = ${taskId}::uuid`]),
    ...(authorId === null ? [] : [Prisma.sql`j."authorId" = ${authorId}::uuid`]),
    ...(kind === null ? [] : [Prisma.sql`j.kind = ${kind}::"EntryKind"`]),
    ...(iteration === null ? [] : [Prisma.sql`j.iteration = ${iteration}`]),
    ...(search === null ? [] : [Prisma.sql`j.body ILIKE ${`%${escapeLike(search)}%`}`]),
  ];
}

/** What a person types is looked for as it stands; % and _ are no wildcards to them. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
