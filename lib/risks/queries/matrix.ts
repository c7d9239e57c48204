import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { matrixView } from "@/lib/risks/schema/matrix";
import { matrixInput } from "@/lib/risks/schema/save-matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";

export const getRiskMatrix = defineQuery({
  name: "risk-matrix.get",
  permission: "workspace:read",
  input: matrixInput,
  output: matrixView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risk-matrix",
    summary: "The risk matrix of a workspace: steps, levels, grid and appetite line",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch: ({ db, access }) => loadMatrix(db, access.workspaceId),
});
