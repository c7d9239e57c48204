import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/policy";
import { updateRiskInput } from "@/lib/risks/schema";
import {
  checkReferences,
  loadRisk,
  projectScopeOfRisk,
  saveRisk,
} from "@/lib/risks/store/risk-rows";

const editable = [
  "title",
  "cause",
  "event",
  "consequence",
  "category",
  "stageId",
  "gateId",
  "ownerId",
] as const;

export const updateRisk = defineCommand({
  name: "risk.update",
  permission: "risk:work-own",
  input: updateRiskInput,
  operation: { method: "PATCH", path: "/risks/{riskId}", summary: "Change what a risk says" },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input }) {
    const { riskId, version, ...facts } = input;
    const risk = await loadRisk(tx, { id: riskId, projectId: access.projectId });
    refuseIf(whyNotWorkOn(risk, access.member));
    await checkReferences(tx, { ...facts, projectId: access.projectId });
    const changed = editable.filter((name) => risk[name] !== facts[name]);
    if (changed.length === 0 && version === risk.version) {
      return { value: { riskId, version }, unchanged: true };
    }
    const next = await saveRisk(tx, { id: riskId, version }, facts);
    return {
      value: { riskId, version: next },
      audit: [{ type: "risk.updated", riskId, key: risk.key, changed: [...changed] }],
      jobs: [reevaluateGates(access.projectId)],
    };
  },
});
