import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { whyNotChangeView } from "@/lib/risk-register/policy";
import { listRiskViewsInput, riskViewsView } from "@/lib/risk-register/schema/saved-views";
import { listVisibleViews, searchOf } from "@/lib/risk-register/store/saved-views";

export const listRiskViews = defineQuery({
  name: "risk-view.list",
  permission: "workspace:read",
  input: listRiskViewsInput,
  output: riskViewsView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risk-views",
    summary: "Your views of the risk register, and those shared in the workspace",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access }) {
    const { workspaceId, member } = access;
    const views = await listVisibleViews(db, { workspaceId, readerId: member.userId });
    return views.map((view) => ({
      id: view.id,
      name: view.name,
      search: searchOf(view),
      isShared: view.isShared,
      isMine: view.ownerId === member.userId,
      ownerName: view.ownerName,
      version: view.version,
      whyNotChange: whyNotChangeView(view, member),
    }));
  },
});
