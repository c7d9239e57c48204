import "server-only";
import { whyNotReview } from "@/lib/business-cases/policy/case-life";
import { standingOfAssumptions } from "@/lib/business-cases/rules/assumption-standing";
import { type CaseLife, leadsOf } from "@/lib/business-cases/rules/case-life";
import { possibleSigners } from "@/lib/business-cases/rules/case-signatures";
import { reviewAssumptionInput } from "@/lib/business-cases/schema/life-inputs";
import { lockCase, scopeOfCase } from "@/lib/business-cases/store";
import { insertReview, loadCaseLife } from "@/lib/business-cases/store/case-life";
import { defineCommand } from "@/lib/execution/command";
import { AppError, refuseIf } from "@/lib/kernel/app-error";
import { dayOf } from "@/lib/kernel/calendar";
import { notify } from "@/lib/notifications/store";
import { reevaluateGates } from "@/lib/platform/jobs";

export const reviewAssumption = defineCommand({
  name: "case.review-assumption",
  permission: "case:record",
  input: reviewAssumptionInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/case/assumption-reviews",
    summary: "Say whether an assumption of the business case holds or is broken",
  },
  scope: ({ tx, input }) => scopeOfCase(tx, input.projectId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    await lockCase(tx, projectId);
    const life = await loadCaseLife(tx, projectId);
    const { assumptionKey, verdict, note } = input;
    const { assumption, review } = demandStanding(life, {
      key: assumptionKey,
      today: dayOf(now),
    });
    refuseIf(whyNotReview(life, member, assumption));
    const base = { projectId, caseId: life.caseId, assumptionKey, verdict };
    const isSame = review?.verdict === verdict && review.note === note;
    if (isSame && review.reviewedById === member.userId) {
      return { value: { ...base, reviewId: review.id }, unchanged: true };
    }
    const { text } = assumption;
    const reviewId = await insertReview(tx, {
      caseId: life.caseId,
      assumptionKey,
      text,
      verdict,
      note,
      reviewedById: member.userId,
      reviewedAt: now,
    });
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "signature_stale",
      userIds: verdict === "broken" ? whoRestsOn(life) : [],
      except: member.userId,
      title: `${life.project.name}: ${member.name} found an assumption of the business case broken: ${text.slice(0, 120)}`,
      because: "because you lead the project or sign its business case",
      href: `/projects/${projectId}/business-case#assumptions`,
    });
    return {
      value: { ...base, reviewId },
      audit: [
        {
          type: "case.assumption-reviewed",
          caseId: life.caseId,
          assumptionKey,
          text,
          verdict,
          note,
        },
      ],
      jobs: [...told, reevaluateGates(projectId)],
    };
  },
});

function demandStanding(life: CaseLife, at: { key: string; today: string }) {
  const { current, reviews } = life;
  const found = standingOfAssumptions({
    assumptions: current.assumptions,
    reviews,
    today: at.today,
  }).find(({ key }) => key === at.key);
  if (found === undefined) {
    throw new AppError(
      "conflict",
      "This assumption was reworded or removed. Reload and read what the case says now.",
    );
  }
  return found;
}

function whoRestsOn(life: CaseLife): string[] {
  const signers = possibleSigners(life.project.strictness);
  const people = life.members.filter(({ roles }) => roles.some((role) => signers.includes(role)));
  return [...leadsOf(life), ...people].map(({ userId }) => userId);
}
