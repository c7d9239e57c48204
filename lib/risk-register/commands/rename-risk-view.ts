import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { whyNotChangeView } from "@/lib/risk-register/policy";
import { renameRiskViewInput } from "@/lib/risk-register/schema/saved-views";
import {
  demandFreeName,
  loadView,
  saveView,
  workspaceScopeOfView,
} from "@/lib/risk-register/store/saved-views";

export const renameRiskView = defineCommand({
  name: "risk-view.rename",
  permission: "register:write",
  input: renameRiskViewInput,
  operation: {
    method: "PUT",
    path: "/risk-views/{viewId}",
    summary: "Rename a view of the register, share it or keep it to oneself again",
  },
  scope: ({ tx, input }) => workspaceScopeOfView(tx, input.viewId),

  async execute({ tx, access, input }) {
    const { viewId, name, isShared, version } = input;
    const { workspaceId, member } = access;
    const view = await loadView(tx, { id: viewId, workspaceId, readerId: member.userId });
    refuseIf(whyNotChangeView(view, member));
    const { ownerId } = view;
    await demandFreeName(tx, { workspaceId, ownerId, name, except: viewId });
    await saveView(tx, { id: viewId, version }, { name, isShared });
    return {
      value: { viewId },
      audit: [{ type: "risk-view.renamed", viewId, from: view.name, to: name, isShared }],
    };
  },
});
