import "server-only";
import * as z from "zod";
import { titleOfWorkspaceRole } from "@/lib/authz/permissions";
import { defineCommand } from "@/lib/execution/command";
import { whyNotInvite } from "@/lib/identity/policy";
import { INVITATION_DAYS } from "@/lib/identity/rules";
import { emailAddress, workspaceRole } from "@/lib/identity/schema";
import {
  insertInvitation,
  isMemberByEmail,
  revokeOpenInvitations,
} from "@/lib/identity/store/invitations";
import { loadWorkspace } from "@/lib/identity/store/workspaces";
import { fieldError } from "@/lib/kernel/app-error";
import { optionalText } from "@/lib/kernel/fields";
import { workspaceId } from "@/lib/kernel/ids";
import { env } from "@/lib/platform/env";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";

const input = z.strictObject({
  workspaceId,
  email: emailAddress,
  name: optionalText("The name", { max: 100 }),
  role: workspaceRole,
});

/** Answers the link once, so that it can also be handed over by other means than mail. */
export const createInvitation = defineCommand({
  name: "invitation.create",
  permission: "people:manage",
  input,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/invitations",
    summary: "Invite somebody by mail and by link",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, email, name, role } = input;
    const refusal = whyNotInvite({ by: access.member.workspaceRole, as: role });
    if (refusal !== null) {
      throw fieldError("role", refusal);
    }
    if (await isMemberByEmail(tx, { workspaceId, email })) {
      throw fieldError("email", "This person is a member already.");
    }
    const workspace = await loadWorkspace(tx, workspaceId);
    const token = newSecret();
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
    await revokeOpenInvitations(tx, { workspaceId, projectId: null, email, at: now });
    const invitationId = await insertInvitation(tx, {
      workspaceId,
      email,
      name,
      role,
      projectId: null,
      projectRoles: [],
      tokenHash: hashOfSecret(token),
      invitedById: access.member.userId,
      createdAt: now,
      expiresAt,
    });
    const link = new URL(`/invitation/${token}`, env().WAYMARK_URL).href;
    const data = {
      workspace: workspace?.name ?? "",
      invitedBy: access.member.name,
      name,
      role: titleOfWorkspaceRole[role],
      link,
    };
    return {
      value: { invitationId, link, expiresAt: expiresAt.toISOString() },
      audit: [{ type: "invitation.created", invitationId, email, role, projectRoles: [] }],
      jobs: [{ name: "send-mail", payload: { to: email, template: "invitation", data } }],
    };
  },
});
