import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { whyNotChangeView } from "@/lib/risk-register/policy";
import { deleteRiskViewInput } from "@/lib/risk-register/schema/saved-views";
import { loadView, removeView, workspaceScopeOfView } from "@/lib/risk-register/store/saved-views";

export const deleteRiskView = defineCommand({
  name: "risk-view.delete",
  permission: "register:write",
  input: deleteRiskViewInput,
  operation: {
    method: "DELETE",
    path: "/risk-views/{viewId}",
    summary: "Delete a view of the register; the risks stay",
  },
  scope: ({ tx, input }) => workspaceScopeOfView(tx, input.viewId),

  async execute({ tx, access, input }) {
    const { viewId, version } = input;
    const { workspaceId, member } = access;
    const view = await loadView(tx, { id: viewId, workspaceId, readerId: member.userId });
    refuseIf(whyNotChangeView(view, member));
    await removeView(tx, { id: viewId, version });
    const { name, isShared } = view;
    return { value: { viewId }, audit: [{ type: "risk-view.deleted", viewId, name, isShared }] };
  },
});
