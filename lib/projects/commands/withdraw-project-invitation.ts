import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { closeInvitation, loadInvitation } from "@/lib/identity/store/invitations";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId } from "@/lib/kernel/ids";

export const withdrawProjectInvitation = defineCommand({
  name: "project.withdraw-invitation",
  permission: "project:manage-people",
  input: z.strictObject({ invitationId: z.uuid() }),
  operation: {
    method: "DELETE",
    path: "/project-invitations/{invitationId}",
    summary: "Withdraw an invitation into a project",
  },
  async scope({ tx, input }) {
    const projectId = (await loadInvitation(tx, input.invitationId))?.projectId ?? null;
    return projectId === null ? null : { kind: "project", projectId: projectId as ProjectId };
  },

  async execute({ tx, access, input, now }) {
    const { invitationId } = input;
    const { projectId } = access;
    const invitation = await loadInvitation(tx, invitationId);
    if (invitation === null || invitation.acceptedAt !== null) {
      throw new AppError(
        "rule_refused",
        "This invitation was accepted already. Remove the person from the project instead.",
      );
    }
    const value = { projectId, invitationId };
    if (!(await closeInvitation(tx, { id: invitationId, as: "revokedAt", at: now }))) {
      return { value, unchanged: true };
    }
    const { email } = invitation;
    return { value, audit: [{ type: "invitation.revoked", invitationId, email }] };
  },
});
