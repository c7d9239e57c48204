import "server-only";
import * as z from "zod";
import { titleOfProjectRole } from "@/lib/authz/permissions";
import { defineCommand } from "@/lib/execution/command";
import { INVITATION_DAYS } from "@/lib/identity/rules";
import { emailAddress } from "@/lib/identity/schema";
import {
  insertInvitation,
  isMemberByEmail,
  revokeOpenInvitations,
} from "@/lib/identity/store/invitations";
import { loadWorkspace } from "@/lib/identity/store/workspaces";
import { fieldError } from "@/lib/kernel/app-error";
import { optionalText } from "@/lib/kernel/fields";
import { projectId } from "@/lib/kernel/ids";
import { env } from "@/lib/platform/env";
import { hashOfSecret, newSecret } from "@/lib/platform/secrets";
import { rolesOfPerson } from "@/lib/projects/schema";
import { loadProject } from "@/lib/projects/store";
import { projectScope } from "@/lib/projects/store/project-rows";

const ROLE = "member";

/** Brings in somebody the workspace does not know yet: one link makes them member and teammate. */
export const inviteToProject = defineCommand({
  name: "project.invite",
  permission: "project:manage-people",
  input: z.strictObject({
    projectId,
    email: emailAddress,
    name: optionalText("The name", { max: 100 }),
    roles: rolesOfPerson,
  }),
  operation: {
    method: "POST",
    path: "/projects/{projectId}/invitations",
    summary: "Invite somebody from outside into a project, by mail and by link",
  },
  scope: projectScope,

  async execute({ tx, access, input, now }) {
    const { projectId, email, name, roles } = input;
    const { workspaceId } = access;
    if (await isMemberByEmail(tx, { workspaceId, email })) {
      throw fieldError("email", "This person is a member of the workspace: add them by name.");
    }
    const workspace = await loadWorkspace(tx, workspaceId);
    const project = await loadProject(tx, projectId);
    const token = newSecret();
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
    await revokeOpenInvitations(tx, { workspaceId, projectId, email, at: now });
    const invitationId = await insertInvitation(tx, {
      workspaceId,
      email,
      name,
      role: ROLE,
      projectId,
      projectRoles: roles,
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
      role: roles.map((role) => titleOfProjectRole[role]).join(", "),
      project: project.name,
      link,
    };
    return {
      value: { projectId, invitationId, link, expiresAt: expiresAt.toISOString() },
      audit: [{ type: "invitation.created", invitationId, email, role: ROLE, projectRoles: roles }],
      jobs: [{ name: "send-mail", payload: { to: email, template: "invitation", data } }],
    };
  },
});
