import { runCommand } from "@/lib/execution/command";
import { watchRisk } from "@/lib/risk-watches/commands/watch-risk";
import { raisedRisk } from "@/lib/testing/inputs/risks";
import type { ValidInputs } from "@/lib/testing/valid-input";
import type { TestProject, World } from "@/lib/testing/world";

/** Recall that must not fall below 0.8. */
export const recallRule = {
  kind: "metric",
  metricName: "recall",
  operator: "at_least",
  threshold: 0.8,
};

/** A risk of the lead with a watch on it. */
export async function watchedRisk(
  project: TestProject,
  watch: Record<string, unknown> = {},
  risk: Record<string, unknown> = {},
) {
  const { riskId, version } = await raisedRisk(project, risk);
  const result = await runCommand(watchRisk, project.lead.actor, {
    riskId,
    version,
    ...recallRule,
    ...watch,
  });
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

async function aFinding(world: World, project: TestProject) {
  const { riskId, watchId } = await watchedRisk(project);
  const text =
    "Recall was 0.7, measured on 27 Nov 2026; the watch expects that it is at least 0.8.";
  const finding = await world.db.riskFinding.create({
    data: { riskId, watchId, text, openedAt: new Date() },
  });
  return finding.id;
}

export const validInputs: ValidInputs = {
  async "risk.watch"(_world, project) {
    const { riskId, version } = await raisedRisk(project);
    return { riskId, version, ...recallRule };
  },
  "risk.end-watch": async (_world, project) => ({
    watchId: (await watchedRisk(project)).watchId,
    reason: "The metric is not measured any more.",
  }),
  "risk.close-finding": async (world, project) => ({
    findingId: await aFinding(world, project),
    note: "The training data were mended and the model was trained again.",
  }),
  "risk.watches": async (_world, project) => ({ riskId: (await raisedRisk(project)).riskId }),
};
