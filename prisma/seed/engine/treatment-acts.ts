import { addDays } from "@/lib/kernel/calendar";
import { prismaClient } from "@/lib/platform/db";
import { weekdayFrom } from "@/lib/projects/rules/default-plan";
import { addControl } from "@/lib/risk-treatment/commands/add-control";
import { planAction } from "@/lib/risk-treatment/commands/plan-action";
import { proveControl } from "@/lib/risk-treatment/commands/prove-control";
import { moveTask } from "@/lib/tasks/commands/move-task";
import type { Act } from "./act-list";
import { act } from "./demo";
import { leadOf, personIn, stageIdAt } from "./project-run";
import type { ProjectRun, RiskStory, Story } from "./story";

/** What is planned and done about known risks in this pass of the stage. */
export function actsOfTreatment(story: Story, stage: number, pass: number): Act[] {
  return story.risks.flatMap(({ id, treated }) =>
    treated?.stage === stage && treated.pass === pass
      ? [
          ...treated.controls.map((control) => ({
            weight: 0.05,
            run: (run: ProjectRun) => nameControl(run, id, control),
          })),
          ...treated.actions.map((action) => ({
            weight: 0.05,
            run: (run: ProjectRun) => plan(run, { id, stage }, action),
          })),
        ]
      : [],
  );
}

type Treated = NonNullable<RiskStory["treated"]>;

function riskIn(run: ProjectRun, id: string): string {
  const riskId = run.risks.get(id);
  if (riskId === undefined) {
    throw new Error(`${run.story.key} has not raised ${id} yet.`);
  }
  return riskId;
}

async function plan(
  run: ProjectRun,
  at: { id: string; stage: number },
  action: Treated["actions"][number],
): Promise<void> {
  const { name, by, dueIn, cost = null, state } = action;
  const [likelihoodEffect, impactEffect] = action.effect;
  const { taskId } = await act(planAction, leadOf(run), {
    riskId: riskIn(run, at.id),
    name,
    stageId: stageIdAt(run, at.stage),
    assigneeId: personIn(run, by).userId,
    dueOn: weekdayFrom(addDays(run.demo.today, dueIn)),
    cost,
    likelihoodEffect,
    impactEffect,
  });
  const steps = { todo: [], doing: ["doing"], done: ["doing", "done"] } as const;
  for (const [index, to] of steps[state].entries()) {
    await act(moveTask, personIn(run, by), { taskId, version: index + 1, to });
  }
}

async function nameControl(
  run: ProjectRun,
  id: string,
  control: Treated["controls"][number],
): Promise<void> {
  const { provenIn, ...facts } = control;
  const riskId = riskIn(run, id);
  const { controlId } = await act(addControl, leadOf(run), { riskId, ...facts });
  if (provenIn === undefined) {
    return;
  }
  const { id: evidenceId } = await prismaClient().evidence.findFirstOrThrow({
    where: { stageId: stageIdAt(run, provenIn), supersededAt: null, withdrawnAt: null },
    orderBy: [{ effectiveOn: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  await act(proveControl, leadOf(run), { controlId, evidenceId });
}
