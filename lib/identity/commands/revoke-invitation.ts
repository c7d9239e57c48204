import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { closeInvitation, loadInvitation } from "@/lib/identity/store/invitations";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";

const input = z.strictObject({ invitationId: z.uuid() });

export const revokeInvitation = defineCommand({
  name: "invitation.revoke",
  permission: "people:manage",
  input,
  operation: {
    method: "DELETE",
    path: "/invitations/{invitationId}",
    summary: "Withdraw an invitation",
  },
  async scope({ tx, input }) {
    const invitation = await loadInvitation(tx, input.invitationId);
    return invitation === null
      ? null
      : { kind: "workspace", workspaceId: invitation.workspaceId as WorkspaceId };
  },

  async execute({ tx, input, now }) {
    const { invitationId } = input;
    const invitation = await loadInvitation(tx, invitationId);
    if (invitation === null || invitation.acceptedAt !== null) {
      throw new AppError(
        "rule_refused",
        "This invitation was accepted already. Remove the member instead.",
      );
    }
    const value = { invitationId };
    if (!(await closeInvitation(tx, { id: invitationId, as: "revokedAt", at: now }))) {
      return { value, unchanged: true };
    }
    const { email } = invitation;
    return { value, audit: [{ type: "invitation.revoked", invitationId, email }] };
  },
});
