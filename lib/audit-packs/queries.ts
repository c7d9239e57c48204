import "server-only";
import { exportPackInput, packContentsView } from "@/lib/audit-packs/schema";
import { sumContents } from "@/lib/audit-packs/store/pack-contents";
import { defineQuery } from "@/lib/execution/query";

export const getPackContents = defineQuery({
  name: "audit-pack.contents",
  permission: "audit:read-workspace",
  input: exportPackInput,
  output: packContentsView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/audit-packs/contents",
    summary: "What an audit pack would hold if it were exported now",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch: ({ db, access, input }) =>
    sumContents(db, { workspaceId: access.workspaceId, projectId: input.projectId ?? null }),
});
