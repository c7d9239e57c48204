import "server-only";
import * as z from "zod";
import type { Member } from "@/lib/authz/actor";
import { defineQuery } from "@/lib/execution/query";
import { whyNotComment, whyNotEditComment, whyNotEditEntry, whyNotLog } from "@/lib/journal/policy";
import {
  commentsPage,
  type EntryView,
  entriesPage,
  listCommentsInput,
  listEntriesInput,
} from "@/lib/journal/schema";
import { findSubject, listCommentRows } from "@/lib/journal/store/comments";
import { type EntryRow, listEntryRows } from "@/lib/journal/store/entries";
import type { StageId, TaskId, UserId } from "@/lib/kernel/ids";
import { cutPage, decodeCursor } from "@/lib/kernel/page-cursor";
import { taskKey } from "@/lib/tasks/rules/task-key";

const byDay = z.tuple([z.iso.date(), z.uuid()]);
const byInstant = z.tuple([z.iso.datetime(), z.uuid()]);

export const listEntries = defineQuery({
  name: "journal.list",
  permission: "journal:read",
  input: listEntriesInput,
  output: entriesPage,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/log",
    summary: "The progress log, the newest day first",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async fetch({ db, access, input }) {
    const { projectId, stageId, taskId, authorId, kind, iteration, search, limit } = input;
    const cursor = decodeCursor(byDay, input.cursor);
    const rows = await listEntryRows(db, {
      projectId,
      stageId: stageId ?? null,
      taskId: taskId ?? null,
      authorId: authorId ?? null,
      kind: kind ?? null,
      iteration: iteration ?? null,
      search: search === undefined || search === "" ? null : search,
      before: cursor === null ? null : { entryOn: cursor[0], id: cursor[1] },
      limit,
    });
    const page = cutPage(rows, limit, (row) => [row.entryOn, row.id]);
    return {
      nextCursor: page.nextCursor,
      rows: page.rows.map((row) => entryViewOf(row, access.member)),
      whyNotLog: whyNotLog(access.member),
    };
  },
});

export const listComments = defineQuery({
  name: "comment.list",
  permission: "project:read",
  input: listCommentsInput,
  output: commentsPage,
  operation: { method: "GET", path: "/comments", summary: "Comments on one thing, oldest first" },
  async scope({ db, input }) {
    const found = await findSubject(db, input);
    return found === null ? null : { kind: "project", projectId: found.projectId };
  },

  async fetch({ db, access, input }) {
    const { subject, subjectId, limit } = input;
    const { member } = access;
    const cursor = decodeCursor(byInstant, input.cursor);
    const after = cursor === null ? null : { createdAt: new Date(cursor[0]), id: cursor[1] };
    const rows = await listCommentRows(db, { subject, subjectId, after, limit });
    const page = cutPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
    return {
      nextCursor: page.nextCursor,
      rows: page.rows.map((row) => ({
        id: row.id,
        body: row.body,
        anchor: row.anchor,
        author: { id: row.authorId as UserId, name: row.authorName },
        createdAt: row.createdAt.toISOString(),
        editedAt: row.editedAt?.toISOString() ?? null,
        resolvedAt: row.resolvedAt?.toISOString() ?? null,
        version: row.version,
        whyNotEdit: whyNotEditComment(member, row),
      })),
      whyNotComment: whyNotComment(member),
    };
  },
});

function entryViewOf(row: EntryRow, member: Member): EntryView {
  const { authorId, authorName, stage, task, projectKey, mentions, ...facts } = row;
  return {
    ...facts,
    author: { id: authorId as UserId, name: authorName },
    stage: stage === null ? null : { ...stage, id: stage.id as StageId },
    task:
      task === null
        ? null
        : { id: task.id as TaskId, key: taskKey(projectKey, task.number), name: task.name },
    mentions: mentions.map((person) => ({ ...person, id: person.id as UserId })),
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    whyNotEdit: whyNotEditEntry(member, row),
  };
}
