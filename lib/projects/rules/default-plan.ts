import { addDays, dateOf } from "@/lib/kernel/calendar";

export type PlannedStage = { startOn: string; endOn: string };

const SUNDAY = 0;
const SATURDAY = 6;

export function isWeekday(day: string): boolean {
  const weekday = dateOf(day).getUTCDay();
  return weekday !== SUNDAY && weekday !== SATURDAY;
}

/** The day itself, or the Monday after it. */
export function weekdayFrom(day: string): string {
  let candidate = day;
  while (!isWeekday(candidate)) {
    candidate = addDays(candidate, 1);
  }
  return candidate;
}

/** The last day of a span of so many working days that begins on a weekday. */
export function lastWorkingDay(startOn: string, workingDays: number): string {
  let last = startOn;
  for (let left = workingDays - 1; left > 0; left -= 1) {
    last = weekdayFrom(addDays(last, 1));
  }
  return last;
}

/**
 * Plan dates of every stage, one after the other without a gap, weekdays only.
 * A stage lasts what the playbook says in working days, at least one.
 */
export function defaultPlan(
  startOn: string,
  stages: readonly { durationDays: number }[],
): PlannedStage[] {
  let next = weekdayFrom(startOn);
  return stages.map(({ durationDays }) => {
    const endOn = lastWorkingDay(next, Math.max(1, Math.ceil(durationDays)));
    const planned = { startOn: next, endOn };
    next = weekdayFrom(addDays(endOn, 1));
    return planned;
  });
}
