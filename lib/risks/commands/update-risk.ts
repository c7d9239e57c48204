import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { changesBetween, fieldsOf } from "@/lib/kernel/changes";
import { reevaluateGates } from "@/lib/platform/jobs";
import { whyNotWorkOn } from "@/lib/risks/rules/may-work-on";
import { updateRiskInput } from "@/lib/risks/schema";
import {
  checkReferences,
  loadRisk,
  projectScopeOfRisk,
  saveRisk,
} from "@/lib/risks/store/risk-rows";

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
    const changes = changesBetween(wordsOf(risk), wordsOf(facts));
    if (changes.length === 0 && version === risk.version) {
      return { value: { riskId, version }, unchanged: true };
    }
    const next = await saveRisk(tx, { id: riskId, version }, facts);
    return {
      value: { riskId, version: next },
      audit: [{ type: "risk.updated", riskId, key: risk.key, changed: fieldsOf(changes), changes }],
      jobs: [reevaluateGates(access.projectId)],
    };
  },
});

type Text = "title" | "cause" | "event" | "consequence" | "category";
type Place = "stageId" | "gateId" | "ownerId";

/** By the names that people know the fields by. */
function wordsOf(risk: Record<Text, string> & Record<Place, string | null>) {
  const { title, cause, event, consequence, category } = risk;
  const { stageId: stage, gateId: gate, ownerId: owner } = risk;
  return { title, cause, event, consequence, category, stage, gate, owner };
}
