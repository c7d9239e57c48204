import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { dayOf } from "@/lib/kernel/calendar";
import { portfolioSummaryView, workspaceRef } from "@/lib/portfolio/schema";
import { loadSummary } from "@/lib/portfolio/store/summary-facts";

export const summarizePortfolio = defineQuery({
  name: "portfolio.summary",
  permission: "workspace:read",
  input: workspaceRef,
  output: portfolioSummaryView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/portfolio/summary",
    summary: "Gates that wait, what is overdue, risks above appetite and projects per stage",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),
  fetch: ({ db, access, now }) => loadSummary(db, { access, today: dayOf(now) }),
});
