import "server-only";
import * as z from "zod";
import { defineCommand } from "@/lib/execution/command";
import { whyNotRemove } from "@/lib/identity/policy";
import { endMembership, loadMember, lockOwners } from "@/lib/identity/store/members";
import { endSessions } from "@/lib/identity/store/sessions";
import { workspaceIdsOf } from "@/lib/identity/store/users";
import { AppError } from "@/lib/kernel/app-error";
import { rowVersion } from "@/lib/kernel/fields";
import { userId, workspaceId } from "@/lib/kernel/ids";
import { reevaluateGates } from "@/lib/platform/jobs";

const input = z.strictObject({ workspaceId, userId, version: rowVersion });

/** Ends everything the person could do here; what they did stays in the trail. */
export const removeMember = defineCommand({
  name: "member.remove",
  permission: "people:manage",
  input,
  operation: {
    method: "DELETE",
    path: "/workspaces/{workspaceId}/members/{userId}",
    summary: "Remove a member from the workspace and its projects",
  },
  scope: ({ input: { workspaceId } }) => Promise.resolve({ kind: "workspace", workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, userId, version } = input;
    const owners = await lockOwners(tx, workspaceId);
    const member = await loadMember(tx, { workspaceId, userId });
    if (member === null) {
      throw new AppError("not_found", "This person is not a member of the workspace.");
    }
    const by = access.member.workspaceRole;
    const refusal = whyNotRemove({ by, of: member.role, owners });
    if (refusal !== null) {
      throw new AppError("rule_refused", refusal);
    }
    const projectIds = await endMembership(tx, { workspaceId, userId, version, at: now });
    if ((await workspaceIdsOf(tx, userId)).length === 0) {
      await endSessions(tx, { userId, at: now });
    }
    return {
      value: { userId, projects: projectIds.length },
      audit: [{ type: "member.removed", userId, name: member.name }],
      jobs: projectIds.map(reevaluateGates),
    };
  },
});
