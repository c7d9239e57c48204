import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import { reevaluateGates } from "@/lib/platform/jobs";
import { riskKey } from "@/lib/risks/rules";
import { raiseRiskInput } from "@/lib/risks/schema";
import { demandInMatrix, holdMatrix } from "@/lib/risks/store/matrix";
import { checkReferences, createRisk, dueDate, nextRiskNumber } from "@/lib/risks/store/risk-rows";

export const raiseRisk = defineCommand({
  name: "risk.raise",
  permission: "risk:raise",
  input: raiseRiskInput,
  operation: { method: "POST", path: "/projects/{projectId}/risks", summary: "Raise a risk" },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    const { identifiedOn, dueOn, projectId: _, ...facts } = input;
    const { ownerId, stageId, gateId } = facts;
    await checkReferences(tx, { projectId, ownerId, stageId, gateId });
    const matrix = await holdMatrix(tx, workspaceId);
    demandInMatrix(matrix, facts);
    const number = await nextRiskNumber(tx, projectId);
    const { id, title, score, version } = await createRisk(tx, {
      ...facts,
      matrix,
      workspaceId,
      projectId,
      number,
      dueOn: dueDate(dueOn),
      identifiedOn: dateOf(identifiedOn ?? dayOf(now)),
      raisedById: member.userId,
      raisedAt: now,
    });
    const key = riskKey(number);
    return {
      value: { riskId: id, key, version },
      audit: [{ type: "risk.raised", riskId: id, key, title, score }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
