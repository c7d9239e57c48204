import "server-only";
import { defineQuery } from "@/lib/execution/query";
import {
  type MeetingReview,
  meetingReviewsInput,
  meetingReviewsView,
} from "@/lib/risk-meetings/schema/meeting";
import { listReviews, type ReviewRow } from "@/lib/risk-meetings/store/meeting-rows";
import { type Level, riskKey, scoreOf } from "@/lib/risks/rules";
import { shadeAt } from "@/lib/risks/rules/matrix";
import type { Matrix } from "@/lib/risks/schema/matrix";
import { loadMatrix } from "@/lib/risks/store/matrix";
import { readerOf } from "@/lib/risks/store/register-filter";

export const getMeetingReviews = defineQuery({
  name: "risk-meeting.reviews",
  permission: "workspace:read",
  input: meetingReviewsInput,
  output: meetingReviewsView,
  operation: {
    method: "GET",
    path: "/workspaces/{workspaceId}/risk-meeting/reviews",
    summary: "Reviews of risks recorded between two instants, each with the level before",
  },
  scope: ({ input }) => Promise.resolve({ kind: "workspace", workspaceId: input.workspaceId }),

  async fetch({ db, access, input }) {
    const { projectId = null, until = null, ...filter } = input;
    const { workspaceId } = access;
    const readerId = readerOf(access);
    const [rows, matrix] = await Promise.all([
      listReviews(db, { ...filter, workspaceId, projectId, readerId, until }),
      loadMatrix(db, workspaceId),
    ]);
    return { rows: rows.map((row) => reviewView(matrix, row)), total: rows[0]?.total ?? 0 };
  },
});

function reviewView(matrix: Matrix, row: ReviewRow): MeetingReview {
  const { number, beforeLikelihood, beforeImpact, likelihood, impact, reviewedAt, ...facts } = row;
  const { total: _, ...kept } = facts;
  return {
    ...kept,
    key: riskKey(number),
    before:
      beforeLikelihood === null || beforeImpact === null
        ? null
        : shaded(matrix, { likelihood: beforeLikelihood, impact: beforeImpact }),
    after: shaded(matrix, { likelihood, impact }),
    at: reviewedAt.toISOString(),
  };
}

/** A level of an earlier, larger matrix has the colour of the nearest cell of today. */
function shaded(matrix: Matrix, level: Level) {
  const nearest = {
    likelihood: Math.min(level.likelihood, matrix.likelihoods.length),
    impact: Math.min(level.impact, matrix.impacts.length),
  };
  return { ...level, score: scoreOf(level), shade: shadeAt(matrix, nearest) };
}
