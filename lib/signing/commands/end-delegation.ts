import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import type { WorkspaceId } from "@/lib/kernel/ids";
import { endDelegationInput } from "@/lib/signing/schema/inputs";
import { endDelegationRow, findOwnDelegation } from "@/lib/signing/store/delegations";

export const endDelegation = defineCommand({
  name: "delegation.end",
  permission: "self",
  input: endDelegationInput,
  operation: {
    method: "POST",
    path: "/me/delegations/{delegationId}/end",
    summary: "End a delegation of yours at once",
  },
  scope: () => Promise.resolve({ kind: "self" }),

  async execute({ tx, access, input, now }) {
    const { delegationId: id } = input;
    const own = await findOwnDelegation(tx, { id, fromId: access.userId });
    if (own === null) {
      throw new AppError("not_found", "This delegation is not one of yours.");
    }
    if (own.revokedAt !== null) {
      return { value: { delegationId: id }, unchanged: true };
    }
    await endDelegationRow(tx, { id, at: now });
    return {
      value: { delegationId: id },
      audit: [{ type: "delegation.ended", delegationId: id, to: own.to }],
      trailIn: [own.workspaceId as WorkspaceId],
    };
  },
});
