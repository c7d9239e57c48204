import "server-only";
import { packContentsView, packInput, preparedPackView } from "@/lib/audit-packs/schema";
import { sumContents } from "@/lib/audit-packs/store/pack-contents";
import { preparePack } from "@/lib/audit-packs/store/prepare-pack";
import { defineQuery } from "@/lib/execution/query";

export const getPackContents = defineQuery({
  name: "audit-pack.contents",
  permission: "audit:read-workspace",
  input: packInput,
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

/**
 * The long part of an export, read outside of any transaction: a large ledger
 * takes minutes to hash, and a command has seconds.
 */
export const getPreparedPack = defineQuery({
  name: "audit-pack.prepare",
  permission: "audit:read-workspace",
  input: packInput,
  output: preparedPackView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/audit-packs/preparation",
    summary: "Hash the bundle of an audit pack and count what goes in, for an export right after",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  fetch: ({ db, access, input, now }) => {
    const { projectId = null } = input;
    return preparePack(db, { workspaceId: access.workspaceId, projectId, now });
  },
});
