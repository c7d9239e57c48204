import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { projectId, userId } from "@/lib/kernel/ids";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWithRoles } from "@/lib/projects/policy";
import { listMembers } from "@/lib/projects/store";
import { endMembership, lockPeople, passOwnership } from "@/lib/projects/store/people";
import { projectScope } from "@/lib/projects/store/project-rows";

export const removeProjectMember = defineCommand({
  name: "project.remove-member",
  permission: "project:manage-people",
  input: z.strictObject({ projectId, userId, version: rowVersion }),
  operation: {
    method: "DELETE",
    path: "/projects/{projectId}/members/{userId}",
    summary: "Remove a person from a project; what they did and signed stays on record",
  },
  scope: projectScope,

  async execute({ tx, input, now }) {
    const { projectId, userId, version } = input;
    await lockPeople(tx, projectId);
    const members = await listMembers(tx, projectId);
    const member = members.find((each) => each.userId === userId);
    if (member === undefined) {
      return { value: { projectId, userId }, unchanged: true };
    }
    const refusal = whyNotWithRoles(members, { userId, roles: [] });
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    await endMembership(tx, { projectId, userId, version, at: now });
    const heir = members.find((each) => each.userId !== userId && each.roles.includes("lead"));
    if (heir !== undefined) {
      await passOwnership(tx, { projectId, fromUserId: userId, toUserId: heir.userId });
    }
    const { name, roles } = member;
    return {
      value: { projectId, userId },
      audit: [{ type: "project.member-removed", userId, name, roles: [...roles] }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
