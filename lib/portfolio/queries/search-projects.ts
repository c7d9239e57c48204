import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { projectHitsView, searchProjectsInput } from "@/lib/portfolio/schema";
import { findProjectHits } from "@/lib/portfolio/store/project-hits";

export const searchProjects = defineQuery({
  name: "portfolio.search",
  permission: "workspace:read",
  input: searchProjectsInput,
  output: projectHitsView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/projects/search",
    summary: "Up to twenty projects by name or key",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),
  async fetch({ db, access, input }) {
    return { rows: await findProjectHits(db, { access, text: input.text }) };
  },
});
