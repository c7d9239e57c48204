import { logEntry } from "@/lib/journal/commands/log-entry";
import { addDays } from "@/lib/kernel/calendar";
import { prismaClient } from "@/lib/platform/db";
import type { EffectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import { confirmLoopBack } from "@/lib/projects/commands/confirm-loop-back";
import { planStage } from "@/lib/projects/commands/plan-stage";
import { defaultPlan, weekdayFrom } from "@/lib/projects/rules/default-plan";
import type { Act } from "./act-list";
import { actOfFirstDraft, actsOfSigning } from "./case-acts";
import { act } from "./demo";
import { confirmMet } from "./gate-acts";
import { leadOf, personIn, placeOf, stageIdAt, taskIdOf, versionOfProject } from "./project-run";
import { actsOfRaising, actsOfRating } from "./risk-acts";
import type { BackStep, LogLine, ProjectRun, Story, WorkStep } from "./story";
import { actsOfTask, assignWaiting } from "./task-acts";
import { actsOfTreatment } from "./treatment-acts";

export type Pass = { story: Story; playbook: EffectivePlaybook; pass: number };

/** One pass through a stage: tasks in their order, what is noticed meanwhile, and what is written. */
export function actsOfWork(step: WorkStep, at: Pass): Act[] {
  const { story, playbook, pass } = at;
  const stage = playbook.stages[step.stage - 1];
  if (stage === undefined) {
    throw new Error(`${story.key} has no stage ${step.stage}.`);
  }
  const isFirst = step.stage === 1 && pass === 1;
  const perTask = stage.tasks.map((task) => actsOfTask({ stage: step.stage, task }, step));
  const [first = [], ...rest] = perTask;
  const isCaseLeft = step.leave !== undefined && Object.values(step.leave).length > 1;
  const between = [
    ...(pass === 1 ? actsOfRaising(story, step.stage) : []),
    ...(step.extra ?? []).map((extra) => ({ weight: 0.2, ...extra })),
  ];
  const lines = story.log
    .filter((line) => line.stage === step.stage && (line.pass ?? 1) === pass)
    .map((line): Act => ({ weight: 0.15, run: (run) => write(run, line) }));
  return [
    { weight: 0, run: (run) => beginPass(run, step.stage, pass) },
    ...first.slice(0, 1),
    ...(isFirst ? [actOfFirstDraft()] : []),
    ...between,
    ...first.slice(1),
    ...woven(rest.flat(), lines),
    ...(isFirst && !isCaseLeft ? actsOfSigning() : []),
    ...assignWaiting(stage, step.stage, step),
    ...actsOfRating(story, step.stage, pass),
    ...actsOfTreatment(story, step.stage, pass),
  ];
}

/** Log lines among the tasks, evenly. */
function woven(acts: readonly Act[], lines: readonly Act[]): Act[] {
  const every = Math.max(1, Math.floor(acts.length / (lines.length + 1)));
  const result: Act[] = [];
  let next = 0;
  for (const [index, each] of acts.entries()) {
    result.push(each);
    if ((index + 1) % every === 0 && next < lines.length) {
      result.push(...lines.slice(next, next + 1));
      next += 1;
    }
  }
  return [...result, ...lines.slice(next)];
}

async function beginPass(run: ProjectRun, stage: number, pass: number): Promise<void> {
  run.passes.set(stage, pass);
  const due = run.story.steps.flatMap((step) =>
    step.do === "gate"
      ? Object.values(step.decisions ?? {}).flatMap((decision) => decision.conditions ?? [])
      : [],
  );
  for (const condition of due.filter((each) => each.metIn === stage)) {
    await confirmMet(run, condition);
  }
}

async function write(run: ProjectRun, line: LogLine): Promise<void> {
  const { stage, by, text: body, kind = "note", task } = line;
  const known = task !== undefined && run.taskIds.has(placeOf(stage, task));
  await act(logEntry, personIn(run, by), {
    projectId: run.projectId,
    body,
    kind,
    stageId: stageIdAt(run, stage),
    taskId: known ? taskIdOf(run, stage, task) : null,
  });
}

export function actsOfGoingBack(step: BackStep): Act[] {
  return [{ weight: 1, run: (run) => goBack(run, step) }];
}

async function goBack(run: ProjectRun, step: BackStep): Promise<void> {
  const by = step.by === undefined ? leadOf(run) : personIn(run, step.by);
  await act(confirmLoopBack, by, {
    projectId: run.projectId,
    version: await versionOfProject(run),
    fromStageId: stageIdAt(run, step.from),
    toStageId: stageIdAt(run, step.to),
    reason: step.reason,
    reasonText: step.text,
    triggerText: step.trigger ?? "",
    hypothesis: step.hypothesis,
    expectedCostDays: step.costDays,
  });
}

/** Moves the gate the team works towards to its day, and everything after it behind that day. */
export function actOfPlanning(stage: number): Act {
  return { weight: 0.2, run: (run) => planFrom(run, stage) };
}

async function planFrom(run: ProjectRun, stage: number): Promise<void> {
  const { dueIn } = run.story;
  if (dueIn === null) {
    return;
  }
  const wanted = addDays(run.demo.today, dueIn);
  const dueOn = dueIn < 0 ? wanted : weekdayFrom(wanted);
  const later = run.playbook.stages.slice(stage);
  const plan = defaultPlan(weekdayFrom(addDays(dueOn, 1)), later);
  const rows = await prismaClient().stage.findMany({
    where: { projectId: run.projectId, number: { gte: stage } },
    orderBy: { number: "asc" },
  });
  for (const [index, row] of rows.entries()) {
    const first = row.planStartOn.toISOString().slice(0, 10);
    const own = { startOn: first < dueOn ? first : addDays(dueOn, -5), endOn: dueOn };
    const span = index === 0 ? own : plan[index - 1];
    if (span !== undefined) {
      const { id: stageId, version } = row;
      await act(planStage, leadOf(run), { stageId, version, ...span });
    }
  }
}
