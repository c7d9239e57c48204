import "server-only";
import { issueDocumentInput } from "@/lib/documents/schema/inputs";
import { loadCaseDocument } from "@/lib/documents/store/case-document";
import { loadGateDocument } from "@/lib/documents/store/gate-document";
import { issueEdition } from "@/lib/documents/store/issue-edition";
import { subjectInProject } from "@/lib/documents/store/open-subject";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";

/**
 * Puts a signed PDF on record: from now on these bytes are the document. The
 * file must be one the server drew and signed for exactly this record, with
 * all its signatures.
 */
export const issueDocument = defineCommand({
  name: "document.issue",
  permission: "project:read",
  input: issueDocumentInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/documents",
    summary: "Put a signed PDF that Waymark made on record",
  },
  scope: ({ input: { projectId } }) => Promise.resolve({ kind: "project", projectId }),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { subject, subjectId, number, sha256 } = input;
    const name = await subjectInProject(tx, { projectId, subject, subjectId, number });
    if (name === null) {
      throw new AppError("not_found", "There is no such record in this project.");
    }
    const document =
      subject === "business_case"
        ? await loadCaseDocument(tx, { projectId, workspaceId, number, now })
        : await loadGateDocument(tx, { gateId: subjectId, workspaceId, number, now });
    return issueEdition(tx, {
      document,
      name,
      sha256,
      workspaceId,
      issuedById: member.userId,
      now,
    });
  },
});
