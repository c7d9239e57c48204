import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { resolveCommentInput } from "@/lib/journal/schema";
import { loadComment, markResolved, projectIdOfComment } from "@/lib/journal/store/comments";

/** Whoever may comment may say that a question is answered. */
export const resolveComment = defineCommand({
  name: "comment.resolve",
  permission: "comment:write",
  input: resolveCommentInput,
  operation: {
    method: "POST",
    path: "/comments/{commentId}/resolve",
    summary: "Mark a comment as resolved",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfComment(tx, input.commentId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, input, now }) {
    const { commentId } = input;
    const { subject, subjectId, version } = await loadComment(tx, commentId);
    const isNew = await markResolved(tx, { id: commentId, at: now });
    if (!isNew) {
      return { value: { commentId, version }, unchanged: true };
    }
    return {
      value: { commentId, version: version + 1 },
      audit: [{ type: "comment.resolved", commentId, subject, subjectId }],
    };
  },
});
