import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { whyNotChangeAction, whyNotTreat } from "@/lib/risk-treatment/policy";
import { stateOfAction } from "@/lib/risk-treatment/rules/proposal";
import { removeActionInput } from "@/lib/risk-treatment/schema";
import { loadAction, projectScopeOfAction, saveAction } from "@/lib/risk-treatment/store/actions";
import { loadRisk, saveRisk } from "@/lib/risks/store/risk-rows";

/** The task stays: it only treats this risk no more. */
export const removeAction = defineCommand({
  name: "risk.remove-action",
  permission: "risk:work-own",
  input: removeActionInput,
  operation: {
    method: "POST",
    path: "/risk-actions/{actionId}/remove",
    summary: "Say that a task no longer treats the risk; the task stays",
  },
  scope: ({ tx, input }) => projectScopeOfAction(tx, input.actionId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { actionId, version, reason } = input;
    const action = await loadAction(tx, actionId);
    const { riskId } = action;
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    refuseIf(whyNotChangeAction(stateOfAction(action)));
    const saved = await saveRisk(tx, { id: riskId, version }, {});
    await saveAction(tx, actionId, { removedAt: now });
    const task = `${action.task.key} ${action.task.name}`;
    return {
      value: { actionId, version: saved },
      audit: [{ type: "risk.action-removed", riskId, key: risk.key, actionId, task, reason }],
    };
  },
});
