import {
  type Checkpoint,
  type CheckpointDays,
  checkpoints,
} from "@/lib/business-cases/rules/checkpoints";
import { keysOfCriteria } from "@/lib/business-cases/rules/criterion-key";
import type { SuccessCriterion } from "@/lib/business-cases/schema";

export const cellStates = ["met", "minimum", "missed", "not_due", "overdue"] as const;
type CellState = (typeof cellStates)[number];

export type Reading = {
  id: string;
  criterionKey: string;
  checkpoint: Checkpoint;
  value: number;
  supersedesId: string | null;
};

export type Cell<Read extends Reading> = {
  checkpoint: Checkpoint;
  state: CellState;
  /** Null when the day is not known, or when nothing is read at this checkpoint. */
  dueOn: string | null;
  /** The reading that counts, and before it what it corrected, newest first. */
  reading: Read | null;
  corrected: Read[];
};

export type ScoreRow<Read extends Reading> = {
  key: string;
  criterion: SuccessCriterion;
  cells: Cell<Read>[];
};

type Asked<Read extends Reading> = {
  criteria: readonly SuccessCriterion[];
  readings: readonly Read[];
  days: CheckpointDays;
  today: string;
};

/** One row per criterion of the signed case, one cell per checkpoint. */
export function scoreRows<Read extends Reading>(asked: Asked<Read>): ScoreRow<Read>[] {
  const keys = keysOfCriteria(asked.criteria);
  return asked.criteria.map((criterion, index) => {
    const key = keys[index] ?? "";
    const own = asked.readings.filter((reading) => reading.criterionKey === key);
    const cells = checkpoints.map((checkpoint) => cellOf({ ...asked, criterion, own, checkpoint }));
    return { key, criterion, cells };
  });
}

function cellOf<Read extends Reading>(
  at: Asked<Read> & { criterion: SuccessCriterion; own: readonly Read[]; checkpoint: Checkpoint },
): Cell<Read> {
  const { criterion, checkpoint, days, today } = at;
  const [reading = null, ...corrected] = chainOf(
    at.own.filter((each) => each.checkpoint === checkpoint),
  );
  const dueOn = dueDayOf(criterion, { checkpoint, days });
  const isOverdue = dueOn !== null && today > dueOn && !days[checkpoint].isPlanned;
  const open = isOverdue ? ("overdue" as const) : ("not_due" as const);
  const state = reading === null ? open : judge(criterion, reading.value);
  return { checkpoint, state, dueOn, reading, corrected };
}

/** From the reading nobody corrected back to the first. */
function chainOf<Read extends Reading>(readings: readonly Read[]): Read[] {
  const chain: Read[] = [];
  const superseded = new Set(readings.map((each) => each.supersedesId));
  let next = readings.find((each) => !superseded.has(each.id));
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    const { supersedesId } = next;
    next = readings.find((each) => each.id === supersedesId);
  }
  return chain;
}

/**
 * A measure that is first read on a later day is not asked for before it. At
 * the last checkpoint it is asked for on its own day, however late that is.
 */
function dueDayOf(
  criterion: Pick<SuccessCriterion, "measuredOn">,
  at: { checkpoint: Checkpoint; days: CheckpointDays },
): string | null {
  const { on } = at.days[at.checkpoint];
  const { measuredOn } = criterion;
  if (on === null || measuredOn === null || measuredOn <= on) {
    return on;
  }
  return at.checkpoint === checkpoints.at(-1) ? measuredOn : null;
}

/** A limit that was left out is the other one; without either, a value proves nothing and counts as missed. */
export function judge(
  criterion: Pick<SuccessCriterion, "minimum" | "target" | "direction">,
  value: number,
): "met" | "minimum" | "missed" {
  const minimum = criterion.minimum ?? criterion.target;
  const target = criterion.target ?? criterion.minimum;
  if (minimum === null || target === null) {
    return "missed";
  }
  const reaches = (limit: number) =>
    criterion.direction === "at-least" ? value >= limit : value <= limit;
  if (!reaches(minimum)) {
    return "missed";
  }
  return reaches(target) ? "met" : "minimum";
}
