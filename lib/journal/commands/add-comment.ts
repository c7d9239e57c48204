import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { excerptOf } from "@/lib/journal/rules/excerpt";
import { mentionsIn } from "@/lib/journal/rules/mentions";
import { addCommentInput } from "@/lib/journal/schema";
import { findSubject, insertComment } from "@/lib/journal/store/comments";
import { AppError } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";
import { listMembers } from "@/lib/projects/store";

export const addComment = defineCommand({
  name: "comment.add",
  permission: "comment:write",
  input: addCommentInput,
  operation: {
    method: "POST",
    path: "/comments",
    summary: "Comment on a task, a gate, the business case, a risk or a log entry",
  },
  async scope({ tx, input }) {
    const found = await findSubject(tx, input);
    return found === null ? null : { kind: "project", projectId: found.projectId };
  },

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { subject, subjectId, body } = input;
    const place = await findSubject(tx, input);
    if (place === null) {
      throw new AppError("not_found", "What you comment on does not exist any more.");
    }
    const mentions = mentionsIn(body, await listMembers(tx, projectId));
    const authorId = member.userId;
    const commentId = await insertComment(tx, {
      ...input,
      projectId,
      authorId,
      mentions,
      createdAt: now,
    });
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "mentioned",
      userIds: mentions,
      except: authorId,
      title: excerptOf(body),
      because: `because ${member.name} mentioned you on ${place.title}`,
      href: place.href,
    });
    return {
      value: { commentId, version: 1 },
      audit: [{ type: "comment.added", commentId, subject, subjectId }],
      jobs,
    };
  },
});
