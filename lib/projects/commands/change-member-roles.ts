import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { projectId, userId } from "@/lib/kernel/ids";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotAPerson, whyNotWithRoles } from "@/lib/projects/policy";
import { rolesOfPerson } from "@/lib/projects/schema";
import { listMembers } from "@/lib/projects/store";
import { lockPeople, saveRoles } from "@/lib/projects/store/people";
import { projectScope } from "@/lib/projects/store/project-rows";

export const changeMemberRoles = defineCommand({
  name: "project.change-member-roles",
  permission: "project:manage-people",
  input: z.strictObject({ projectId, userId, version: rowVersion, roles: rolesOfPerson }),
  operation: {
    method: "PUT",
    path: "/projects/{projectId}/members/{userId}/roles",
    summary: "Replace the roles a person holds in a project",
  },
  scope: projectScope,

  async execute({ tx, input }) {
    const { projectId, userId, version, roles } = input;
    await lockPeople(tx, projectId);
    const members = await listMembers(tx, projectId);
    const member = members.find((each) => each.userId === userId);
    if (member === undefined) {
      throw new AppError("not_found", "This person is not in the project.");
    }
    const from = [...member.roles];
    if (from.length === roles.length && from.every((role) => roles.includes(role))) {
      return { value: { projectId, userId, version: member.version }, unchanged: true };
    }
    const refusal = whyNotWithRoles(members, { userId, roles });
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    const unfit = whyNotAPerson({ role: member.workspaceRole }, roles);
    if (unfit !== null) {
      throw fieldError("roles", unfit);
    }
    await saveRoles(tx, { projectId, userId, roles, version });
    const { name } = member;
    return {
      value: { projectId, userId, version: version + 1 },
      audit: [{ type: "project.member-roles-changed", userId, name, from, to: roles }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
