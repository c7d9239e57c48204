import "server-only";
import { defineCommand } from "@/lib/execution/command";
import { whyNotConfirm } from "@/lib/gates/policy";
import { confirmConditionInput } from "@/lib/gates/schema/inputs";
import { findEvidenceOf, loadCondition, saveConditionMet } from "@/lib/gates/store/conditions";
import { loadGateAt, scopeOfCondition } from "@/lib/gates/store/find-gate";
import { holdGates } from "@/lib/gates/store/hold-gates";
import { settleGates } from "@/lib/gates/store/settle-gates";
import { AppError, fieldError } from "@/lib/kernel/app-error";
import { notify } from "@/lib/notifications/store";

export const confirmCondition = defineCommand({
  name: "condition.confirm-met",
  permission: "gate:decide",
  input: confirmConditionInput,
  operation: {
    method: "POST",
    path: "/conditions/{conditionId}/confirmation",
    summary: "Confirm that a condition of an approval is met",
  },
  scope: ({ tx, input }) => scopeOfCondition(tx, input.conditionId),

  async execute({ tx, access, input, now }) {
    const { projectId, workspaceId, member } = access;
    const { conditionId, note, evidenceId } = input;
    await holdGates(tx, projectId);
    const condition = await loadCondition(tx, conditionId);
    const { gateId, code } = condition;
    const at = await loadGateAt(tx, { gateId, projectId, now });
    const base = { conditionId, gateId, projectId };
    if (condition.isMet && condition.confirmedById === member.userId) {
      return { value: { ...base, state: at.gate.state }, unchanged: true };
    }
    const refused = whyNotConfirm(at, member, condition);
    if (refused !== null) {
      throw new AppError("rule_refused", refused);
    }
    if (evidenceId !== null && (await findEvidenceOf(tx, { evidenceId, projectId })) === null) {
      throw fieldError("evidenceId", "Choose evidence of this project.");
    }
    await saveConditionMet(tx, { conditionId, note, evidenceId, by: member.userId, at: now });
    const settled = await settleGates(tx, { projectId, now });
    const told = await notify(tx, {
      workspaceId,
      projectId,
      kind: "decision_made",
      userIds: [condition.ownerId],
      except: member.userId,
      title: `${at.project.key} ${at.gate.code}: condition ${code} is confirmed as met`,
      because: "because you own the condition",
      href: `/projects/${projectId}/gates/${gateId}`,
    });
    return {
      value: { ...base, state: settled.states.get(gateId) ?? at.gate.state },
      audit: [{ type: "condition.met", gateId, conditionId, code, note }, ...settled.events],
      jobs: [...told, ...settled.jobs],
    };
  },
});
