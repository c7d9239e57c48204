import { runQuery } from "@/lib/execution/query";
import { assignParts } from "@/lib/risk-parts/commands/assign-parts";
import { getPartsOfProject } from "@/lib/risk-parts/queries/parts";
import { watchRisk } from "@/lib/risk-watches/commands/watch-risk";
import { act } from "../engine/demo";
import { leadOf, personIn, stageIdAt, versionOfRisk } from "../engine/project-run";
import type { ProjectRun } from "../engine/story";

/** One risk is tied to the figure it speaks of, and the stage says who has which part in its risks. */
export async function watchAndShare(run: ProjectRun): Promise<void> {
  await watchTheGap(run);
  await shareTheParts(run);
}

/** The limit of the policy stands in the gate; beyond this one the model would be harmful. */
async function watchTheGap(run: ProjectRun): Promise<void> {
  const tomas = personIn(run, "tomas");
  const riskId = run.risks.get("broker") ?? "";
  await act(watchRisk, tomas, {
    riskId,
    kind: "metric",
    metricName: "recall_gap",
    slice: "broker against direct",
    operator: "at_most",
    threshold: 0.07,
    version: await versionOfRisk(riskId),
  });
}

async function shareTheParts(run: ProjectRun): Promise<void> {
  const { projectId } = run;
  const lead = leadOf(run);
  const { stages } = await runQuery(getPartsOfProject, lead.actor, { projectId });
  const stageId = stageIdAt(run, 4);
  const { seen } = stages.find(({ id }) => id === stageId) ?? { seen: "" };
  await act(assignParts, lead, {
    projectId,
    stageId,
    accountable: lead.userId,
    responsible: [personIn(run, "tomas").userId],
    consulted: [personIn(run, "samuel").userId],
    informed: [personIn(run, "helena").userId],
    seen,
  });
}
