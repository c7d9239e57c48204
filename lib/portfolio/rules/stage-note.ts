import { countWords, daysCovered, dayWord, spanWords } from "@/lib/portfolio/rules/day-words";
import type { StageFacts } from "@/lib/portfolio/rules/stage-facts";

type NoteOf = {
  stage: StageFacts;
  state: "not_started" | "active" | "done" | "tailored_out";
  /** How often the work came through here, 1 without any loop-back. */
  visits: number;
  isLast: boolean;
  today: string;
};

const times = ["", "once", "twice"] as const;

/** Third line under a stage of the trail: "2 of 4, day 12 of 14", "5 of 5, twice". */
export function stageNote(facts: NoteOf): string {
  const { stage, state, isLast, today } = facts;
  switch (state) {
    case "tailored_out":
      return "tailored out";
    case "done":
      return `${doneOf(stage)}, ${howLong(facts)}`;
    case "active":
      return `${doneOf(stage)}, ${dayOfStage(stage, today)}`;
    case "not_started":
      return isLast
        ? `from ${dayWord(stage.planStartOn, today)}`
        : spanWords({ startOn: stage.planStartOn, endOn: stage.planEndOn }, today);
  }
}

function doneOf(stage: StageFacts): string {
  return `${stage.tasksDone} of ${stage.tasksTotal}`;
}

function howLong({ stage, visits }: NoteOf): string {
  if (visits > 1) {
    return times[visits] ?? `${visits} times`;
  }
  const startOn = stage.actualStartOn ?? stage.planStartOn;
  const endOn = stage.actualEndOn ?? stage.gate?.passedOn ?? stage.planEndOn;
  return countWords(Math.max(1, daysCovered(startOn, endOn)), "day");
}

/** "day 12 of 14"; a stage that runs over says how far: "day 16 of 14". */
export function dayOfStage(
  stage: Pick<StageFacts, "actualStartOn" | "planStartOn" | "planEndOn">,
  today: string,
): string {
  const startOn = stage.actualStartOn ?? stage.planStartOn;
  if (startOn > today) {
    return `from ${dayWord(startOn, today)}`;
  }
  const planned = Math.max(1, daysCovered(startOn, stage.planEndOn));
  return `day ${daysCovered(startOn, today)} of ${planned}`;
}
