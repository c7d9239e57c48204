import * as z from "zod";
import { entryKinds } from "@/lib/journal/rules/entry-kinds";
import { day, optionalText, rowVersion, text } from "@/lib/kernel/fields";
import { projectId, stageId, taskId, userId } from "@/lib/kernel/ids";
import { pageInput, pageOf } from "@/lib/kernel/page-cursor";

export const commentSubjects = ["task", "gate", "business_case", "risk", "journal_entry"] as const;
export type CommentSubject = (typeof commentSubjects)[number];

const entryId = z.uuid();
const commentId = z.uuid();
const body = text("The entry", { max: 20_000 });
const kind = z.enum(entryKinds, { error: "Choose note, decision, hypothesis or preparation." });
const entryOn = day("The day");
const commentBody = text("The comment", { max: 10_000 });
const subject = z.enum(commentSubjects, { error: "Say what is commented on." });

export const logEntryInput = z.strictObject({
  projectId,
  body,
  kind: kind.default("note"),
  stageId: stageId.nullable().default(null),
  taskId: taskId.nullable().default(null),
  entryOn: entryOn.optional(),
});

export const editEntryInput = z.strictObject({
  entryId,
  version: rowVersion,
  body,
  kind: kind.optional(),
  entryOn: entryOn.optional(),
});

export const listEntriesInput = z.strictObject({
  projectId,
  stageId: stageId.optional(),
  taskId: taskId.optional(),
  authorId: userId.optional(),
  kind: kind.optional(),
  iteration: z.number().int().min(1).optional(),
  search: z.string().trim().max(200, "Search with at most 200 characters.").optional(),
  ...pageInput,
});

export const addCommentInput = z.strictObject({
  subject,
  subjectId: z.uuid(),
  body: commentBody,
  anchor: optionalText("The section", { max: 60 }),
});

export const editCommentInput = z.strictObject({
  commentId,
  version: rowVersion,
  body: commentBody,
});
export const resolveCommentInput = z.strictObject({ commentId });
export const listCommentsInput = z.strictObject({ subject, subjectId: z.uuid(), ...pageInput });

const sentenceOrNull = z.string().nullable();
const personView = z.object({ id: userId, name: z.string() });
const instant = z.iso.datetime();

const entryView = z.object({
  id: entryId,
  kind: z.enum(entryKinds),
  body: z.string(),
  entryOn: z.iso.date(),
  iteration: z.number().int(),
  author: personView,
  stage: z.object({ id: stageId, number: z.number().int(), name: z.string() }).nullable(),
  task: z.object({ id: taskId, key: z.string(), name: z.string() }).nullable(),
  mentions: z.array(personView),
  comments: z.number().int(),
  createdAt: instant,
  editedAt: instant.nullable(),
  version: z.number().int(),
  whyNotEdit: sentenceOrNull,
});
export type EntryView = z.infer<typeof entryView>;
export const entriesPage = pageOf(entryView).extend({ whyNotLog: sentenceOrNull });

const commentView = z.object({
  id: commentId,
  body: z.string(),
  anchor: z.string(),
  author: personView,
  createdAt: instant,
  editedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  version: z.number().int(),
  whyNotEdit: sentenceOrNull,
});
export const commentsPage = pageOf(commentView).extend({ whyNotComment: sentenceOrNull });
