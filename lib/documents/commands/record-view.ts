import "server-only";
import { whyNotRecordView } from "@/lib/documents/policy";
import { recordViewInput } from "@/lib/documents/schema/inputs";
import { subjectInProject } from "@/lib/documents/store/open-subject";
import { insertView } from "@/lib/documents/store/signature-places";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";

/** Keeps the moment at which somebody who may sign first had the text before them. */
export const recordView = defineCommand({
  name: "signature.view",
  permission: "project:read",
  input: recordViewInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/signature-views",
    summary: "Record that a signer opened what they are asked to sign",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { subject, subjectId, number } = input;
    refuseIf(whyNotRecordView(subject, member));
    const name = await subjectInProject(tx, { projectId, subject, subjectId, number });
    if (name === null) {
      throw new AppError("not_found", "There is nothing here to be signed under this number.");
    }
    const viewer = { viewerId: member.userId, viewedAt: now };
    const view = { subject, subjectId, number, projectId, workspaceId, ...viewer };
    const value = { subject, subjectId, number };
    return (await insertView(tx, view))
      ? {
          value,
          audit: [{ type: "signature.viewed", subject, subjectId, name, number }],
        }
      : { value, unchanged: true };
  },
});
