import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { refuseIf } from "@/lib/kernel/app-error";
import { changesBetween, fieldsOf } from "@/lib/kernel/changes";
import { whyNotChangeAction, whyNotTreat } from "@/lib/risk-treatment/policy";
import { stateOfAction } from "@/lib/risk-treatment/rules/proposal";
import { changeActionInput } from "@/lib/risk-treatment/schema";
import { loadAction, projectScopeOfAction, saveAction } from "@/lib/risk-treatment/store/actions";
import { loadRisk, saveRisk } from "@/lib/risks/store/risk-rows";

/** Owner, day and name are those of the task and change there. */
export const changeAction = defineCommand({
  name: "risk.change-action",
  permission: "risk:work-own",
  input: changeActionInput,
  operation: {
    method: "PATCH",
    path: "/risk-actions/{actionId}",
    summary: "Change cost and expected effect of an action",
  },
  scope: ({ tx, input }) => projectScopeOfAction(tx, input.actionId),

  async execute({ tx, access, input }) {
    const { projectId, member } = access;
    const { actionId, version, ...expected } = input;
    const action = await loadAction(tx, actionId);
    const { riskId } = action;
    const risk = await loadRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    refuseIf(whyNotChangeAction(stateOfAction(action)));
    const { cost, likelihoodEffect, impactEffect } = action;
    const before = { cost, likelihoodEffect, impactEffect };
    const changes = changesBetween(before, expected);
    if (changes.length === 0) {
      return { value: { actionId, version: risk.version }, unchanged: true };
    }
    const saved = await saveRisk(tx, { id: riskId, version }, {});
    await saveAction(tx, actionId, expected);
    const { key, name } = action.task;
    const changed = fieldsOf(changes);
    const task = `${key} ${name}`;
    return {
      value: { actionId, version: saved },
      audit: [
        { type: "risk.action-changed", riskId, key: risk.key, actionId, task, changed, changes },
      ],
    };
  },
});
