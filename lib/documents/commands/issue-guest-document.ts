import "server-only";
import { issueGuestDocumentInput } from "@/lib/documents/schema/inputs";
import { loadCaseDocument } from "@/lib/documents/store/case-document";
import { issueEdition } from "@/lib/documents/store/issue-edition";
import { demandSignedLink } from "@/lib/documents/store/signed-link";
import { defineCommand } from "@/lib/execution/command";
import { scopeOfLink } from "@/lib/signing/store/guest-links";

/** Whoever signs last may be a guest, and what they sign is then issued to them first. */
export const issueGuestDocument = defineCommand({
  name: "document.issue-to-guest",
  permission: "guest",
  input: issueGuestDocumentInput,
  operation: {
    method: "POST",
    path: "/guest-signing/documents",
    summary: "Put the signed PDF on record that Waymark made of what a guest signed",
  },
  scope: ({ tx, input }) => scopeOfLink(tx, input.token),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, guest } = access;
    const { number } = await demandSignedLink(tx, { token: input.token, now });
    const document = await loadCaseDocument(tx, { projectId, workspaceId, number, now });
    return issueEdition(tx, {
      document,
      name: `version ${number} of the business case`,
      sha256: input.sha256,
      workspaceId,
      issuedById: guest.id,
      now,
    });
  },
});
