import { addDays, daysBetween } from "@/lib/kernel/calendar";
import { isWeekday, lastWorkingDay, weekdayFrom } from "@/lib/projects/rules/default-plan";
import type { StageState } from "@/lib/projects/rules/stage-state";

export type WorkedStage = {
  state: StageState;
  estimateDays: number;
  estimateDoneDays: number;
};

/** A way back that has not reached its origin again; both are indexes of stages. */
export type OpenLoop = { toIndex: number; fromIndex: number };

/**
 * Where the project is: the index of the last active stage plus the share of
 * the estimated work done in it; the number of stages when everything is done.
 * While a way back is open, the stages between its target and its origin count
 * only as far as the gates hold again: work left lying there from the iteration
 * before does not move the project.
 */
export function positionOf(
  stages: readonly WorkedStage[],
  openLoop: OpenLoop | null = null,
): number {
  const index = stageIndexOf(stages, openLoop);
  const stage = stages[index];
  return stage === undefined ? stages.length : index + shareDone(stage);
}

/** Index of the stage the project works in; the number of stages when everything is done. */
export function stageIndexOf(stages: readonly WorkedStage[], openLoop: OpenLoop | null): number {
  return openLoop === null ? lastActive(stages) : reachedAgain(stages, openLoop);
}

function lastActive(stages: readonly WorkedStage[]): number {
  const index = stages.findLastIndex(({ state }) => state === "active");
  return index === -1 ? stages.length : index;
}

function reachedAgain(stages: readonly WorkedStage[], loop: OpenLoop): number {
  const index = stages.findIndex(
    ({ state }, place) => place >= loop.toIndex && state !== "done" && state !== "tailored_out",
  );
  return index === -1 || index > loop.fromIndex ? lastActive(stages) : index;
}

function shareDone({ estimateDays, estimateDoneDays }: WorkedStage): number {
  return estimateDays > 0 ? Math.min(1, Math.max(0, estimateDoneDays / estimateDays)) : 0;
}

/** Days of the first approved plan; later plans do not make slip disappear. */
export type PlannedSpan = { isTailoredOut: boolean; startOn: string; endOn: string };

/** Where the plan expects the project on the morning of a day, in the same measure as `positionOf`. */
export function planPositionOn(day: string, stages: readonly PlannedSpan[]): number {
  const index = stages.findLastIndex((stage) => !stage.isTailoredOut && stage.startOn <= day);
  const stage = stages[index];
  if (stage === undefined) {
    return Math.max(0, firstLiving(stages));
  }
  const share = workingDaysBefore(day, stage) / workingDaysOf(stage);
  return index + Math.min(1, share);
}

/** The day on which the plan is where the project is now. */
export function plannedDayOf(position: number, stages: readonly PlannedSpan[]): string | null {
  const living = stages.flatMap((stage, index) => (stage.isTailoredOut ? [] : [{ stage, index }]));
  const at = living.find(({ index }) => index >= Math.floor(position)) ?? living.at(-1);
  if (at === undefined) {
    return null;
  }
  const share = Math.min(1, Math.max(0, position - at.index));
  const days = workingDaysOf(at.stage);
  const elapsed = Math.min(days - 1, Math.floor(share * days + 1e-9));
  return lastWorkingDay(weekdayFrom(at.stage.startOn), elapsed + 1);
}

/** Days behind the plan today, negative when ahead: today minus the planned day of the position. */
export function slipDays(
  today: string,
  facts: { position: number; stages: readonly PlannedSpan[] },
): number {
  const planned = plannedDayOf(facts.position, facts.stages);
  return planned === null ? 0 : daysBetween(planned, lastWeekday(today));
}

/** Calendar days from the first planned day to the last, both included. */
export function plannedDays(stages: readonly PlannedSpan[]): number {
  const living = stages.filter((stage) => !stage.isTailoredOut);
  const starts = living.map(({ startOn }) => startOn).sort(byText);
  const ends = living.map(({ endOn }) => endOn).sort(byText);
  const [first, last] = [starts[0], ends.at(-1)];
  return first === undefined || last === undefined ? 0 : daysBetween(first, last) + 1;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A weekend is no slip: what was on plan on Friday is on plan on Sunday. */
function lastWeekday(day: string): string {
  let candidate = day;
  while (!isWeekday(candidate)) {
    candidate = addDays(candidate, -1);
  }
  return candidate;
}

function firstLiving(stages: readonly PlannedSpan[]): number {
  return stages.findIndex((stage) => !stage.isTailoredOut);
}

function workingDaysOf({ startOn, endOn }: PlannedSpan): number {
  return Math.max(1, weekdaysFrom(startOn, addDays(endOn, 1)));
}

function workingDaysBefore(day: string, { startOn, endOn }: PlannedSpan): number {
  return weekdaysFrom(startOn, day > endOn ? addDays(endOn, 1) : day);
}

/** Weekdays from one day up to, not including, another. Whole weeks are counted at once. */
function weekdaysFrom(startOn: string, before: string): number {
  const days = Math.max(0, daysBetween(startOn, before));
  const weeks = Math.floor(days / 7);
  let count = weeks * 5;
  for (let day = addDays(startOn, weeks * 7); day < before; day = addDays(day, 1)) {
    count += Number(isWeekday(day));
  }
  return count;
}
