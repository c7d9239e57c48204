import { addDays } from "@/lib/kernel/calendar";

/** When success criteria are read, in the order of a project's life. */
export const checkpoints = ["evaluation", "go_live", "days_30", "days_90", "days_180"] as const;
export type Checkpoint = (typeof checkpoints)[number];

export const labelOfCheckpoint = {
  evaluation: "Evaluation",
  go_live: "Go-live",
  days_30: "+30 days",
  days_90: "+90 days",
  days_180: "+180 days",
} as const satisfies Record<Checkpoint, string>;

const daysAfterGoLive = {
  go_live: 0,
  days_30: 30,
  days_90: 90,
  days_180: 180,
} as const satisfies Record<Exclude<Checkpoint, "evaluation">, number>;

/** `isPlanned` is a day that has not come about yet, so nothing is overdue by it. */
type CheckpointDay = { on: string | null; isPlanned: boolean };
export type CheckpointDays = Record<Checkpoint, CheckpointDay>;

type StageDays = {
  key: string;
  planEndOn: string;
  actualEndOn: string | null;
  isTailoredOut: boolean;
  /** Day the gate of the stage last passed. */
  gatePassedOn: string | null;
};

const RELEASING = /(^|-)(deployment|to-production|operationali[sz]e|launch|release|go-live)(-|$)/;
const EVALUATING = /(^|-)evaluation(-|$)/;

/** The day the last gate that releases to production passed; playbooks name that stage differently. */
export function releasedOn(stages: readonly StageDays[]): string | null {
  return stages.filter(isReleasing).at(-1)?.gatePassedOn ?? null;
}

/** What the lead says goes before what the gates say: a system may go live later than it was let go. */
export function checkpointDays(facts: {
  stages: readonly StageDays[];
  goLiveOn: string | null;
}): CheckpointDays {
  const { stages } = facts;
  const goLive = facts.goLiveOn ?? releasedOn(stages);
  const after = (days: number): CheckpointDay => ({
    on: goLive === null ? null : addDays(goLive, days),
    isPlanned: false,
  });
  return {
    evaluation: evaluationDay(stages),
    go_live: after(daysAfterGoLive.go_live),
    days_30: after(daysAfterGoLive.days_30),
    days_90: after(daysAfterGoLive.days_90),
    days_180: after(daysAfterGoLive.days_180),
  };
}

/** Without a stage of that name, evaluation ends where the first release begins. */
function evaluationDay(stages: readonly StageDays[]): CheckpointDay {
  const living = stages.filter((stage) => !stage.isTailoredOut);
  const release = living.findIndex(isReleasing);
  const stage =
    living.find(({ key }) => EVALUATING.test(key)) ??
    (release > 0 ? living[release - 1] : undefined);
  return stage === undefined
    ? { on: null, isPlanned: false }
    : { on: stage.actualEndOn ?? stage.planEndOn, isPlanned: stage.actualEndOn === null };
}

function isReleasing({ key, isTailoredOut }: StageDays): boolean {
  return !isTailoredOut && RELEASING.test(key);
}
