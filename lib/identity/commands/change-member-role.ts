import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { whyNotChangeRole } from "@/lib/identity/policy";
import { workspaceRole } from "@/lib/identity/schema";
import { loadMember, lockOwners, saveRole } from "@/lib/identity/store/members";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { userId, workspaceId } from "@/lib/kernel/ids";

const input = z.strictObject({ workspaceId, userId, role: workspaceRole, version: rowVersion });

export const changeMemberRole = defineCommand({
  name: "member.change-role",
  permission: "people:manage",
  input,
  operation: {
    method: "PATCH",
    path: "/workspaces/{workspaceId}/members/{userId}",
    summary: "Change the workspace role of a member",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access, input }) {
    const { workspaceId, userId, role: to, version } = input;
    const owners = await lockOwners(tx, workspaceId);
    const member = await loadMember(tx, { workspaceId, userId });
    if (member === null) {
      throw new AppError("not_found", "This person is not a member of the workspace.");
    }
    const { name, role: from } = member;
    if (from === to) {
      return { value: { userId, version: member.version }, unchanged: true };
    }
    const by = access.member.workspaceRole;
    const refusal = whyNotChangeRole({ by, of: from, to, owners });
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal, { issues: [{ path: "role", message: refusal }] });
    }
    await saveRole(tx, { workspaceId, userId, role: to, version });
    return {
      value: { userId, version: version + 1 },
      audit: [{ type: "member.role-changed", userId, name, from, to }],
    };
  },
});
