import { runCommand } from "@/lib/execution/command";
import { raiseRisk } from "@/lib/risks/commands/raise-risk";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { TestProject } from "@/lib/testing/world";

const aRisk = (project: TestProject) => ({
  projectId: project.id,
  title: "Target leakage through call notes",
  category: "model",
  ownerId: project.lead.userId,
  likelihood: 3,
  impact: 5,
  treatment: "mitigate",
});

/** A risk raised by the project's lead. */
export async function raisedRisk(project: TestProject, overrides: Record<string, unknown> = {}) {
  const result = await runCommand(raiseRisk, project.lead.actor, {
    ...aRisk(project),
    ...overrides,
  });
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

export const validInputs: ValidInputs = {
  "risk.facets": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "risk.raise": (_world, project) => Promise.resolve(aRisk(project)),
  async "risk.update"(_world, project) {
    const { projectId: _, likelihood: __, impact: ___, treatment: ____, ...story } = aRisk(project);
    const { riskId, version } = await raisedRisk(project);
    return { ...story, riskId, version, title: "Leakage through call notes" };
  },
  async "risk.rate"(_world, project) {
    const { riskId, version } = await raisedRisk(project);
    const level = { likelihood: 2, impact: 5, kind: "current" };
    return { riskId, version, ...level, reason: "The notes column was dropped." };
  },
  async "risk.treat"(_world, project) {
    const { riskId, version } = await raisedRisk(project);
    return { riskId, version, treatment: "avoid", treatmentNote: "Drop the column." };
  },
  async "risk.review"(_world, project) {
    const { riskId, version } = await raisedRisk(project);
    const level = { likelihood: 3, impact: 5, knowledge: "strong" };
    return { riskId, version, ...level, isStillTrue: "yes" };
  },
  async "risk.close"(_world, project) {
    const { riskId, version } = await raisedRisk(project);
    return { riskId, version, reason: "The column is gone for good." };
  },
  async "risk.reopen"(_world, project) {
    const { riskId, version } = await raisedRisk(project);
    return { riskId, version, reason: "The column came back." };
  },
  "risk.list": (_world, project) => Promise.resolve({ projectId: project.id }),
  "risk.worst": (_world, project) => Promise.resolve({ projectId: project.id }),
  "risk.list-workspace": (world) => Promise.resolve({ workspaceId: world.workspaceId }),
  "risk.options": (_world, project) => Promise.resolve({ projectId: project.id }),
  "risk.get": async (_world, project) => ({ riskId: (await raisedRisk(project)).riskId }),
};
