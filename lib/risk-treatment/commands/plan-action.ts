import "server-only";
import type { AuditEvent } from "@/lib/audit/events";
import type { ProjectAccess } from "@/lib/authz/access";
import { defineCommand } from "@/lib/execution/command";
import { fieldError, refuseIf } from "@/lib/kernel/app-error";
import type { TaskId } from "@/lib/kernel/ids";
import type { Tx } from "@/lib/platform/db";
import { type Job, reevaluateGates } from "@/lib/platform/jobs";
import { listMembers } from "@/lib/projects/store";
import { whyNotAddTask, whyNotTreat } from "@/lib/risk-treatment/policy";
import { workingRole } from "@/lib/risk-treatment/rules/working-role";
import { type PlanActionInput, planActionInput } from "@/lib/risk-treatment/schema";
import { loadTaskToTie, tieTask } from "@/lib/risk-treatment/store/actions";
import { findUsualStage } from "@/lib/risk-treatment/store/facts";
import { holdRisk } from "@/lib/risk-treatment/store/hold-risk";
import { projectScopeOfRisk } from "@/lib/risks/store/risk-rows";
import { addTask } from "@/lib/tasks/store/add-task";

export const planAction = defineCommand({
  name: "risk.plan-action",
  permission: "risk:work-own",
  input: planActionInput,
  operation: {
    method: "POST",
    path: "/risks/{riskId}/actions",
    summary: "Plan what is done about a risk: a new task of the project, or one that is there",
  },
  scope: ({ tx, input }) => projectScopeOfRisk(tx, input.riskId),

  async execute({ tx, access, input, now }) {
    const { projectId, member } = access;
    const { riskId, cost, likelihoodEffect, impactEffect } = input;
    const risk = await holdRisk(tx, { id: riskId, projectId });
    refuseIf(whyNotTreat(risk, member));
    const task = await taskOf(tx, { access, input, now });
    const { taskId } = task;
    const expected = { cost, likelihoodEffect, impactEffect };
    const tie = { riskId, taskId, ...expected, by: member.userId, at: now };
    const actionId = await tieTask(tx, tie);
    const planned: AuditEvent = {
      type: "risk.action-planned",
      riskId,
      key: risk.key,
      actionId,
      taskId,
      task: `${task.key} ${task.name}`,
      ...expected,
    };
    return {
      value: { actionId, taskId, taskKey: task.key },
      audit: task.event === null ? [planned] : [task.event, planned],
      jobs: [...task.notices, reevaluateGates(projectId)],
    };
  },
});

type Planning = { access: ProjectAccess; input: PlanActionInput; now: Date };
type ActionTask = {
  taskId: TaskId;
  key: string;
  name: string;
  event: AuditEvent | null;
  notices: Job[];
};

async function taskOf(tx: Tx, { access, input, now }: Planning): Promise<ActionTask> {
  const { workspaceId, projectId, member } = access;
  const { riskId, taskId, name = null, assigneeId, dueOn, purpose, estimate } = input;
  if (taskId !== null) {
    const found = await loadTaskToTie(tx, { taskId, projectId });
    return { ...found, taskId, event: null, notices: [] };
  }
  refuseIf(whyNotAddTask(member));
  const stageId = input.stageId ?? (await findUsualStage(tx, riskId));
  if (stageId === null || name === null) {
    throw fieldError("stageId", "Every stage of this project is switched off.");
  }
  const members = await listMembers(tx, projectId);
  const person = members.find(({ userId }) => userId === assigneeId);
  const role = workingRole(person?.roles ?? []);
  if (role === null) {
    const who = person === undefined ? "Choose somebody of this project." : null;
    throw fieldError("assigneeId", who ?? `${person?.name} holds no role that works on tasks.`);
  }
  const task = { stageId, name, purpose, role, assigneeId, dueOn, estimate };
  const adding = { workspaceId, projectId, member, now };
  const added = await addTask(tx, adding, { ...task, guidance: "", checklist: [] });
  return { ...added, name };
}
