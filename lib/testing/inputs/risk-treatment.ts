import { runCommand } from "@/lib/execution/command";
import { addControl } from "@/lib/risk-treatment/commands/add-control";
import { planAction } from "@/lib/risk-treatment/commands/plan-action";
import { proveControl } from "@/lib/risk-treatment/commands/prove-control";
import { someEvidence } from "@/lib/testing/inputs/evidence";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { TestProject, World } from "@/lib/testing/world";

const REASON = "It was meant for another risk.";

export function anAction(project: TestProject) {
  return {
    name: "Drop the notes column",
    assigneeId: project.lead.userId,
    dueOn: "2030-01-31",
    cost: 1200,
    likelihoodEffect: 1,
    impactEffect: 0,
  };
}

/** An action the lead planned, as a new task, for a risk of 3 x 5. */
export async function plannedAction(project: TestProject, overrides: Record<string, unknown> = {}) {
  const riskId = overrides["riskId"] ?? (await raisedRisk(project)).riskId;
  const input = { ...anAction(project), ...overrides, riskId };
  const result = await runCommand(planAction, project.lead.actor, input);
  if (!result.ok) {
    throw result.error;
  }
  return { riskId: riskId as string, ...result.value };
}

/** A control the lead named, of a risk of its own. */
export async function namedControl(project: TestProject, overrides: Record<string, unknown> = {}) {
  const riskId = overrides["riskId"] ?? (await raisedRisk(project)).riskId;
  const control = { name: "Second reader of every label", state: "existing" };
  const input = { ...control, ...overrides, riskId };
  const result = await runCommand(addControl, project.lead.actor, input);
  if (!result.ok) {
    throw result.error;
  }
  return { riskId: riskId as string, controlId: result.value.controlId };
}

async function finishedAction(world: World, project: TestProject) {
  const { riskId, actionId, taskId } = await plannedAction(project);
  const doneAt = new Date();
  await world.db.task.update({ where: { id: taskId }, data: { status: "done", doneAt } });
  return { riskId, version: 1, actionIds: [actionId], answer: "taken" };
}

async function proofOf(world: World, project: TestProject) {
  const { controlId } = await namedControl(project);
  const { id: evidenceId } = await someEvidence(world, project);
  return { controlId, evidenceId };
}

export const validInputs: ValidInputs = {
  async "risk.plan-action"(_world, project) {
    const { riskId } = await raisedRisk(project);
    return { ...anAction(project), riskId };
  },
  async "risk.change-action"(_world, project) {
    const { actionId } = await plannedAction(project);
    return { actionId, version: 1, cost: 800, likelihoodEffect: 2, impactEffect: 0 };
  },
  async "risk.remove-action"(_world, project) {
    const { actionId } = await plannedAction(project);
    return { actionId, version: 1, reason: REASON };
  },
  "risk.answer-proposal": finishedAction,
  async "risk.add-control"(_world, project) {
    const { riskId } = await raisedRisk(project);
    return { riskId, name: "Second reader of every label", state: "existing" };
  },
  async "risk.change-control"(_world, project) {
    const { controlId } = await namedControl(project, { state: "planned" });
    return { controlId, version: 1, name: "Two readers of every label", state: "existing" };
  },
  async "risk.retire-control"(_world, project) {
    const { controlId } = await namedControl(project);
    return { controlId, version: 1, reason: REASON };
  },
  "risk.prove-control": proofOf,
  async "risk.remove-proof"(world, project) {
    const proof = await proofOf(world, project);
    await runCommand(proveControl, project.lead.actor, proof);
    return { ...proof, reason: REASON };
  },
  "risk.treatment": async (_world, project) => ({ riskId: (await raisedRisk(project)).riskId }),
};
