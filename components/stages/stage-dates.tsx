import { Facts } from "@/components/ui/facts";
import { formatDay } from "@/components/ui/format-date";
import type { StageView } from "@/lib/tasks/schema";

type StageDatesProps = { stage: StageView; now: Date };

const DAY_MS = 86_400_000;

function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** "Day 8 of 14, ends 20 Nov": where the stage is in its own plan. */
export function stageDayWord(stage: StageView, now: Date): string {
  const today = now.toISOString().slice(0, 10);
  const { actualStartOn, actualEndOn, planStartOn, planEndOn } = stage;
  if (actualEndOn !== null) {
    return `Done on ${formatDay(actualEndOn, { now })}`;
  }
  const length = daysFrom(planStartOn, planEndOn) + 1;
  const ends = formatDay(planEndOn, { now });
  if (actualStartOn === null) {
    return `Planned ${formatDay(planStartOn, { now })} to ${ends}, ${length} d`;
  }
  const late = daysFrom(planEndOn, today);
  return late > 0
    ? `Should have ended ${ends}, ${late} d ago`
    : `Day ${daysFrom(actualStartOn, today) + 1} of ${daysFrom(actualStartOn, planEndOn) + 1}, ends ${ends}`;
}

function span(from: string, to: string, now: Date): string {
  return `${formatDay(from, { now })} to ${formatDay(to, { now })}`;
}

function actualWord({ actualStartOn, actualEndOn }: StageView, now: Date): string {
  if (actualStartOn === null) {
    return "Not begun";
  }
  return actualEndOn === null
    ? `Since ${formatDay(actualStartOn, { now })}`
    : span(actualStartOn, actualEndOn, now);
}

/** Plan, first plan and what came of them. */
export function StageDates({ stage, now }: StageDatesProps) {
  const { planStartOn, planEndOn, firstPlanStartOn, firstPlanEndOn } = stage;
  const slip = daysFrom(firstPlanEndOn, planEndOn);
  const moved = planStartOn !== firstPlanStartOn || planEndOn !== firstPlanEndOn;
  return (
    <Facts
      facts={[
        { name: "Plan", value: span(planStartOn, planEndOn, now) },
        { name: "Actual", value: actualWord(stage, now) },
        ...(moved
          ? [
              {
                name: "First plan",
                value: `${span(firstPlanStartOn, firstPlanEndOn, now)}${slip > 0 ? `, moved by ${slip} d` : ""}`,
              },
            ]
          : []),
      ]}
    />
  );
}
