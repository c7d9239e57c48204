import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { saveRiskViewInput } from "@/lib/risk-register/schema/saved-views";
import { createView, demandFreeName } from "@/lib/risk-register/store/saved-views";

export const saveRiskView = defineCommand({
  name: "risk-view.save",
  permission: "register:write",
  input: saveRiskViewInput,
  operation: {
    method: "POST",
    path: "/workspaces/{workspaceId}/risk-views",
    summary: "Keep the filters of the register under a name, for oneself or for everybody",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, member } = access;
    const { name, search, isShared } = input;
    const ownerId = member.userId;
    await demandFreeName(tx, { workspaceId, ownerId, name });
    const view = { workspaceId, ownerId, name, search, isShared, createdAt: now };
    const viewId = await createView(tx, view);
    return { value: { viewId }, audit: [{ type: "risk-view.saved", viewId, name, isShared }] };
  },
});
