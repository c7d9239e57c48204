import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import { defineCommand } from "@/lib/execution/command";
import { fieldError, refuseIf } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { nextReviewOn } from "@/lib/risks/rules/reviews";
import { reviewRiskInput } from "@/lib/risks/schema/reviews";
import { endAcceptances } from "@/lib/risks/store/acceptances";
import { setLevel } from "@/lib/risks/store/levels";
import { demandInMatrix, holdMatrix } from "@/lib/risks/store/matrix";
import { insertReview, isEvidenceOf } from "@/lib/risks/store/reviews";
import { loadRisk, projectScopeOfRisk, saveRisk } from "@/lib/risks/store/risk-rows";

/** A risk that is true no more is closed by its review; any other gets its next day. */
export const reviewRisk = defineCommand({
  name: "risk.review",
  permission: "risk:work-own",
  input: reviewRiskInput,
  operation: {
    method: "POST",
    path: "/risks/{riskId}/reviews",
    summary: "Record a review: still true, which level, which evidence",
  },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { riskId, version, likelihood, impact, knowledge, note, evidenceId } = input;
    const isStillTrue = input.isStillTrue === "yes";
    const matrix = await holdMatrix(tx, workspaceId);
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotWorkOn(risk, member));
    if (evidenceId !== null && !(await isEvidenceOf(tx, { evidenceId, projectId }))) {
      throw fieldError("evidenceId", "Choose evidence of this project.");
    }
    const level = { likelihood, impact };
    demandInMatrix(matrix, level);
    const hasMoved = likelihood !== risk.likelihood || impact !== risk.impact;
    demandReason(note, { isStillTrue, hasMoved });
    const by = member.userId;
    const dueOn = nextReviewOn(matrix, level, dayOf(now));
    const reviewed = { reviewedAt: now, ratedAt: now, reviewDueOn: dateOf(dueOn) };
    const rated = await setLevel(tx, {
      risk,
      version,
      matrix,
      kind: "current",
      level,
      knowledge,
      reason: note === "" ? "Confirmed in a review." : note,
      by,
      now,
      also: reviewed,
    });
    const { id, key } = risk;
    const closing: AuditEvent[] = isStillTrue
      ? []
      : [{ type: "risk.closed", riskId: id, key, reason: note }];
    if (!isStillTrue) {
      const at = { id: riskId, version: rated.version };
      const closed = { status: "closed", statusSince: now, closedAt: now } as const;
      await saveRisk(tx, at, { ...closed, closedReason: note });
      await endAcceptances(tx, { riskId, by, reason: "The risk was closed.", at: now });
    }
    await insertReview(tx, {
      riskId,
      isStillTrue,
      ...level,
      knowledge,
      matrixVersion: matrix.version,
      note,
      evidenceId,
      nextDueOn: isStillTrue ? dateOf(dueOn) : null,
      reviewedById: by,
      reviewedAt: now,
    });
    return {
      value: { riskId, version: rated.version + (isStillTrue ? 0 : 1), nextReviewOn: dueOn },
      audit: [
        { type: "risk.reviewed", riskId, key, isStillTrue, nextDueOn: dueOn, reason: note },
        ...(hasMoved ? rated.events : []),
        ...closing,
      ],
      jobs: [reevaluateGates(projectId)],
    };
  },
});

const SHORTEST_REASON = 5;

function demandReason(note: string, review: { isStillTrue: boolean; hasMoved: boolean }): void {
  if (note.length >= SHORTEST_REASON) {
    return;
  }
  if (!review.isStillTrue) {
    throw fieldError("note", "Say why the risk is not true any more: it is closed with that.");
  }
  if (review.hasMoved) {
    throw fieldError("note", "Say what moved the level.");
  }
}
