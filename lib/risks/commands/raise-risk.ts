import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { dateOf, dayOf } from "@/lib/kernel/calendar";
import type { RiskId } from "@/lib/kernel/ids";
import { reevaluateGates } from "@/lib/platform/jobs";
import { riskKey } from "@/lib/risks/rules";
import { raiseRiskInput } from "@/lib/risks/schema";
import {
  checkReferences,
  createRisk,
  dueDate,
  nextRiskNumber,
  saveLevelChange,
} from "@/lib/risks/store/risk-rows";

export const raiseRisk = defineCommand({
  name: "risk.raise",
  permission: "risk:raise",
  input: raiseRiskInput,
  operation: { method: "POST", path: "/projects/{projectId}/risks", summary: "Raise a risk" },
  scope: ({ input }) => Promise.resolve({ kind: "project", projectId: input.projectId }),

  async execute({ tx, access, input, now }) {
    const { workspaceId, projectId, member } = access;
    await checkReferences(tx, { projectId, ownerId: input.ownerId, stageId: input.stageId });
    const number = await nextRiskNumber(tx, projectId);
    const { identifiedOn, dueOn, projectId: _, ...facts } = input;
    const risk = await createRisk(tx, {
      ...facts,
      workspaceId,
      projectId,
      number,
      dueOn: dueDate(dueOn),
      identifiedOn: dateOf(identifiedOn ?? dayOf(now)),
      raisedById: member.userId,
      raisedAt: now,
    });
    await saveLevelChange(tx, {
      riskId: risk.id as RiskId,
      kind: "inherent",
      level: { likelihood: input.likelihood, impact: input.impact },
      reason: "Level when the risk was raised.",
      changedById: member.userId,
      changedAt: now,
    });
    const key = riskKey(number);
    return {
      value: { riskId: risk.id, key, version: risk.version },
      audit: [{ type: "risk.raised", riskId: risk.id, key, title: risk.title, score: risk.score }],
      jobs: [reevaluateGates(projectId)],
    };
  },
});
