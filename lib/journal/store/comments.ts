import "server-only";
import type { CommentSubject } from "@/lib/journal/schema";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";
import type { ReadDb, Tx } from "@/lib/platform/db";

export type SubjectAt = { subject: CommentSubject; subjectId: string };
export type SubjectFacts = { projectId: ProjectId; title: string; href: string };

type Found = { projectId: string; title: string; path: string };

/** The commented thing as stored: which project owns it, what it is called, where it is read. */
export async function findSubject(db: ReadDb, at: SubjectAt): Promise<SubjectFacts | null> {
  const found = await finders[at.subject](db, at.subjectId);
  if (found === null) {
    return null;
  }
  const { projectId, title, path } = found;
  return { projectId: projectId as ProjectId, title, href: `/projects/${projectId}/${path}` };
}

type Finder = (db: ReadDb, id: string) => Promise<Found | null>;

const finders = {
  async task(db, id) {
    const row = await db.task.findUnique({
      where: { id },
      select: { projectId: true, stageId: true, name: true },
    });
    return row && { ...row, title: row.name, path: `stages/${row.stageId}?task=${id}` };
  },
  async gate(db, id) {
    const row = await db.gate.findUnique({
      where: { id },
      select: { projectId: true, code: true, name: true },
    });
    return row && { ...row, title: `${row.code} ${row.name}`, path: `gates/${id}` };
  },
  async business_case(db, id) {
    const row = await db.businessCase.findUnique({ where: { id }, select: { projectId: true } });
    return row && { ...row, title: "the business case", path: "business-case" };
  },
  async risk(db, id) {
    const row = await db.risk.findUnique({
      where: { id },
      select: { projectId: true, title: true },
    });
    return row && { ...row, path: `risks?risk=${id}` };
  },
  async journal_entry(db, id) {
    const row = await db.journalEntry.findUnique({ where: { id }, select: { projectId: true } });
    return row && { ...row, title: "a log entry", path: `log#entry-${id}` };
  },
} satisfies Record<CommentSubject, Finder>;

export async function projectIdOfComment(db: ReadDb, id: string): Promise<ProjectId | null> {
  const row = await db.comment.findUnique({ where: { id }, select: { projectId: true } });
  return row === null ? null : (row.projectId as ProjectId);
}

export async function insertComment(
  tx: Tx,
  facts: SubjectAt & {
    projectId: string;
    anchor: string;
    authorId: string;
    body: string;
    mentions: string[];
    createdAt: Date;
  },
): Promise<string> {
  const { id } = await tx.comment.create({ data: facts, select: { id: true } });
  return id;
}

export type CommentRow = SubjectAt & {
  id: string;
  authorId: string;
  authorName: string;
  body: string;
  anchor: string;
  mentions: string[];
  createdAt: Date;
  editedAt: Date | null;
  resolvedAt: Date | null;
  version: number;
};

export async function loadComment(db: ReadDb, id: string): Promise<CommentRow> {
  const rows = await db.$queryRaw<CommentRow[]>`
    SELECT c.id, c.subject::text AS subject, c."subjectId", c."authorId", u.name AS "authorName",
      c.body, c.anchor, c.mentions::text[] AS mentions, c."createdAt", c."editedAt",
      c."resolvedAt", c.version
    FROM comments c JOIN users u ON u.id = c."authorId"
    WHERE c.id = ${id}::uuid`;
  const row = rows[0];
  if (row === undefined) {
    throw new AppError("not_found", "This comment does not exist any more.");
  }
  return row;
}

export async function saveComment(
  tx: Tx,
  at: { id: string; version: number },
  data: { body: string; mentions: string[]; editedAt: Date },
): Promise<number> {
  const { count } = await tx.comment.updateMany({
    where: at,
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "This comment changed meanwhile. Reload it and make your change again.",
    );
  }
  return at.version + 1;
}

/** False when it was resolved before. */
export async function markResolved(tx: Tx, facts: { id: string; at: Date }): Promise<boolean> {
  const { count } = await tx.comment.updateMany({
    where: { id: facts.id, resolvedAt: null },
    data: { resolvedAt: facts.at, version: { increment: 1 } },
  });
  return count > 0;
}

/** Oldest first, as a conversation is read. */
export async function listCommentRows(
  db: ReadDb,
  page: SubjectAt & { after: { createdAt: Date; id: string } | null; limit: number },
): Promise<CommentRow[]> {
  const { subject, subjectId, after, limit } = page;
  return db.$queryRaw<CommentRow[]>`
    SELECT c.id, c.subject::text AS subject, c."subjectId", c."authorId", u.name AS "authorName",
      c.body, c.anchor, c.mentions::text[] AS mentions, c."createdAt", c."editedAt",
      c."resolvedAt", c.version
    FROM comments c JOIN users u ON u.id = c."authorId"
    WHERE c.subject = ${subject}::"CommentSubject" AND c."subjectId" = ${subjectId}::uuid
      AND (${after === null} OR (c."createdAt", c.id)
        > (${after?.createdAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    ORDER BY c."createdAt", c.id
    LIMIT ${limit + 1}`;
}
