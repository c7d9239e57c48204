import { addDays } from "@/lib/kernel/calendar";
import type { EffectivePlaybook } from "@/lib/playbooks/rules/effective-gate";
import { defaultPlan, isWeekday } from "@/lib/projects/rules/default-plan";
import { slipDays } from "@/lib/projects/rules/position";
import type { Step, Story } from "./story";

const WEEK = 7;

export function plannedFrom(playbook: EffectivePlaybook, startOn: string) {
  return defaultPlan(startOn, playbook.stages);
}

/** The weekday on which a project began that stands where this one does and is as late as it is. */
export function startDayOf(story: Story, playbook: EffectivePlaybook, today: string): string {
  const position = endPositionOf(story, playbook);
  const slipFrom = (startOn: string) =>
    slipDays(today, { position, stages: plannedFrom(playbook, startOn).map(living) });
  // A later start moves the whole plan by as many days, give or take the weekends.
  const guess = addDays(today, slipFrom(today) - story.slip);
  const days = Array.from({ length: 2 * WEEK + 1 }, (_, index) => addDays(guess, index - WEEK));
  const misses = days
    .filter(isWeekday)
    .map((startOn) => ({ startOn, miss: Math.abs(slipFrom(startOn) - story.slip) }));
  return misses.reduce((best, each) => (each.miss < best.miss ? each : best)).startOn;
}

function living(span: { startOn: string; endOn: string }) {
  return { ...span, isTailoredOut: false };
}

/** Where the last work step leaves the project, in stages. */
function endPositionOf(story: Story, playbook: EffectivePlaybook): number {
  const last = story.steps.findLast((step) => step.do === "work");
  if (last === undefined) {
    return 0;
  }
  const stage = playbook.stages[last.stage - 1];
  const living = (stage?.tasks ?? []).filter((task) => last.tailor?.[task.id] === undefined);
  const done = living.filter((task) => last.leave?.[task.id] === undefined);
  const total = sumOf(living);
  const isPassed = story.steps.some((step) => isLastPass(step, last.stage, story));
  const share = isPassed || total === 0 ? 1 : sumOf(done) / total;
  return last.stage - 1 + share;
}

function isLastPass(step: Step, stage: number, story: Story): boolean {
  const after =
    story.steps.lastIndexOf(step) > story.steps.findLastIndex((each) => each.do === "work");
  return after && step.do === "gate" && step.stage === stage;
}

function sumOf(tasks: readonly { estimate: { likely: number } }[]): number {
  return tasks.reduce((sum, task) => sum + task.estimate.likely, 0);
}
