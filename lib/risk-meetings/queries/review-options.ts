import "server-only";
import { defineQuery } from "@/lib/execution/query";
import { reviewOptionsInput, reviewOptionsView } from "@/lib/risk-meetings/schema/meeting";
import { loadReviewOptions } from "@/lib/risk-meetings/store/review-options";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";

export const getReviewOptions = defineQuery({
  name: "risk-meeting.options",
  permission: "risk:read",
  input: reviewOptionsInput,
  output: reviewOptionsView,
  operation: {
    method: "GET",
    path: "/risks/{riskId}/review-options",
    summary: "The last review of a risk, and the evidence a new one may name",
  },
  scope: ({ db, input }) => projectScopeOfRisk(db, input.riskId),

  fetch: ({ db, access, input }) =>
    loadReviewOptions(db, { riskId: input.riskId, projectId: access.projectId }),
});
