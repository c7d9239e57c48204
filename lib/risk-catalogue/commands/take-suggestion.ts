import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { fieldError } from "@/lib/kernel/app-error";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import { reevaluateGates } from "@/lib/platform/jobs";
import { mayOwn } from "@/lib/risk-catalogue/policy";
import { levelInMatrix } from "@/lib/risk-catalogue/rules/steps";
import { takeSuggestionInput } from "@/lib/risk-catalogue/schema/suggestions";
import { demandNotTaken, loadEntry, removeDismissal } from "@/lib/risk-catalogue/store/suggestions";
import { riskKey } from "@/lib/risks/rules";
import { holdMatrix } from "@/lib/risks/store/matrix";
import { createRisk, isStageOf, nextRiskNumber } from "@/lib/risks/store/risk-rows";

/** A risk like any other from then on; only its number of times per project is limited to one. */
export const takeSuggestion = defineCommand({
  name: "risk.take-suggestion",
  permission: "risk:raise",
  input: takeSuggestionInput,
  operation: {
    method: "POST",
    path: "/projects/{projectId}/risk-suggestions/{key}/take",
    summary: "Raise a risk of the catalogue in this project, with its text, level and advice",
  },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { key: entryKey, stageId } = input;
    const entry = await loadEntry(tx, { workspaceId, key: entryKey });
    if (stageId !== null && !(await isStageOf(tx, { stageId, projectId }))) {
      throw fieldError("stageId", "Choose a stage of this project.");
    }
    const matrix = await holdMatrix(tx, workspaceId);
    const number = await nextRiskNumber(tx, projectId);
    await demandNotTaken(tx, { projectId, key: entryKey });
    await removeDismissal(tx, { projectId, key: entryKey });
    const { title, category, cause, event, consequence, treatment, advice } = entry;
    const { id, score, version } = await createRisk(tx, {
      title,
      category,
      cause,
      event,
      consequence,
      treatment,
      ...levelInMatrix(entry, matrix),
      treatmentNote: advice,
      knowledge: "weak",
      source: "catalogue",
      catalogueKey: entryKey,
      ownerId: mayOwn(member) ? member.userId : null,
      stageId,
      matrix,
      workspaceId,
      projectId,
      number,
      identifiedOn: dateOf(dayOf(now)),
      raisedById: member.userId,
      raisedAt: now,
    });
    const key = riskKey(number);
    return {
      value: { riskId: id, key, version },
      audit: [
        { type: "risk.raised", riskId: id, key, title, score },
        { type: "risk-suggestion.taken", riskId: id, key, entry: entryKey },
      ],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
