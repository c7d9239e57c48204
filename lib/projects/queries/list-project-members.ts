import "server-only";
import * as z from "zod";
import { projectRoles, workspaceRoles } from "@/lib/authz/permissions";
import { whyNotByRole } from "@/lib/authz/refusal";
import { defineQuery } from "@/lib/execution/query";
import { projectId } from "@/lib/kernel/ids";
import { whyNotWithRoles } from "@/lib/projects/policy";
import { listMembers, listWorkspacePeople } from "@/lib/projects/store";
import { projectScope } from "@/lib/projects/store/project-rows";

const membersView = z.object({
  members: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      title: z.string(),
      email: z.string(),
      workspaceRole: z.enum(workspaceRoles),
      roles: z.array(z.enum(projectRoles)),
      addedAt: z.iso.datetime(),
      version: z.number(),
      whyNotRemove: z.string().nullable(),
    }),
  ),
  /** People of the workspace who could be added; empty for those who may not add anybody. */
  candidates: z.array(
    z.object({ userId: z.string(), name: z.string(), role: z.enum(workspaceRoles) }),
  ),
  whyNotManage: z.string().nullable(),
});

export const listProjectMembers = defineQuery({
  name: "project.members",
  permission: "project:read",
  input: z.strictObject({ projectId }),
  output: membersView,
  operation: {
    method: "GET",
    path: "/projects/{projectId}/members",
    summary: "List the people of a project with their roles",
  },
  scope: projectScope,

  async fetch({ db, access, input: { projectId } }) {
    const { workspaceId, member } = access;
    const members = await listMembers(db, projectId);
    const whyNotManage = whyNotByRole(member, "project:manage-people");
    const people = whyNotManage === null ? await listWorkspacePeople(db, { workspaceId }) : [];
    const inProject = new Set<string>(members.map(({ userId }) => userId));
    return {
      members: members.map((each) => ({
        ...each,
        roles: [...each.roles],
        addedAt: each.addedAt.toISOString(),
        whyNotRemove: whyNotManage ?? whyNotWithRoles(members, { userId: each.userId, roles: [] }),
      })),
      candidates: people.filter(({ userId }) => !inProject.has(userId)),
      whyNotManage,
    };
  },
});
