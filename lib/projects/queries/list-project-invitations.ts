import "server-only";
import * as z from "zod";
import { projectRoles } from "@/lib/authz/permissions";
import { defineQuery } from "@/lib/execution/query";
import { listPendingInvitations } from "@/lib/identity/store/invitations";
import { projectId } from "@/lib/kernel/ids";
import { projectScope } from "@/lib/projects/store/project-rows";

/** More open invitations than that into one project are not looked through by anybody. */
const MANY = 100;

const invitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(projectRoles)),
  invitedBy: z.string(),
  expiresAt: z.iso.datetime(),
  state: z.enum(["open", "expired"]),
});

export const listProjectInvitations = defineQuery({
  name: "project.invitations",
  permission: "project:manage-people",
  input: z.strictObject({ projectId }),
  output: z.object({ rows: z.array(invitationView) }),
  operation: {
    method: "GET",
    path: "/projects/{projectId}/invitations",
    summary: "Invitations into a project nobody has accepted yet, newest first",
  },
  scope: projectScope,

  async fetch({ db, access, now }) {
    const { workspaceId, projectId } = access;
    const found = await listPendingInvitations(db, {
      workspaceId,
      projectId,
      before: null,
      limit: MANY,
    });
    return {
      rows: found.map(({ id, email, name, projectRoles: roles, invitedBy, expiresAt }) => ({
        id,
        email,
        name,
        roles,
        invitedBy,
        expiresAt: expiresAt.toISOString(),
        state: expiresAt > now ? ("open" as const) : ("expired" as const),
      })),
    };
  },
});
