import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { whyNotEditComment } from "@/lib/journal/policy";
import { excerptOf } from "@/lib/journal/rules/excerpt";
import { mentionsIn } from "@/lib/journal/rules/mentions";
import { editCommentInput } from "@/lib/journal/schema";
import {
  findSubject,
  loadComment,
  projectIdOfComment,
  saveComment,
} from "@/lib/journal/store/comments";
import { refuseIf } from "@/lib/kernel/app-error";
import { changesBetween } from "@/lib/kernel/changes";
import { notify } from "@/lib/notifications/store";
import { listMembers } from "@/lib/projects/store";

export const editComment = defineCommand({
  name: "comment.edit",
  permission: "comment:write",
  input: editCommentInput,
  operation: {
    method: "PATCH",
    path: "/comments/{commentId}",
    summary: "Change a comment of one's own",
  },
  async scope({ tx, input }) {
    const projectId = await projectIdOfComment(tx, input.commentId);
    return projectId === null ? null : { kind: "project", projectId };
  },

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { commentId, version, body } = input;
    const comment = await loadComment(tx, commentId);
    refuseIf(whyNotEditComment(member, comment));
    const changes = changesBetween({ text: comment.body }, { text: body });
    if (changes.length === 0) {
      return { value: { commentId, version: comment.version }, unchanged: true };
    }
    const mentions = mentionsIn(body, await listMembers(tx, projectId));
    const at = { id: commentId, version };
    const saved = await saveComment(tx, at, { body, mentions, editedAt: now });
    const { subject, subjectId } = comment;
    const place = await findSubject(tx, { subject, subjectId });
    const jobs = await notify(tx, {
      workspaceId,
      projectId,
      kind: "mentioned",
      userIds: mentions.filter((userId) => !comment.mentions.includes(userId)),
      except: member.userId,
      title: excerptOf(body),
      because: `because ${member.name} mentioned you on ${place?.title ?? "the project"}`,
      href: place?.href ?? `/projects/${projectId}`,
    });
    return {
      value: { commentId, version: saved },
      audit: [{ type: "comment.edited", commentId, subject, subjectId, changes }],
      jobs,
    };
  },
});
