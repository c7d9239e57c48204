import { labelOfCheckpoint } from "@/lib/business-cases/rules/checkpoints";
import type { Cell, Reading, ScoreRow } from "@/lib/business-cases/rules/scorecard";
import { dayInWords } from "@/lib/kernel/calendar";

export const objectiveVerdicts = ["met", "partly", "not_met", "too_early", "unknown"] as const;
type ObjectiveVerdict = (typeof objectiveVerdicts)[number];
export type ObjectiveAnswer = { verdict: ObjectiveVerdict; sentence: string };

type Read = { measure: string; cell: Cell<Reading> | null; overdue: Cell<Reading> | null };

/**
 * Did it meet its objectives? Only criteria of the business count, each at the
 * latest checkpoint at which any of them was read; one that is not asked for
 * there counts with its own latest reading. A missed minimum decides at once.
 * Then nothing may be missing. Every target reached is met, every minimum
 * reached but not every target is partly met.
 */
export function objectivesMet(rows: readonly ScoreRow<Reading>[]): ObjectiveAnswer {
  const business = rows.filter(({ criterion }) => criterion.level === "business");
  const latest = latestRead(business);
  const reads = business.map((row) => readAt(row, latest));
  const missed = reads.filter(({ cell }) => cell?.state === "missed");
  if (missed.length > 0) {
    return answer("not_met", `No: ${named(missed)} missed the minimum${whenOf(missed)}.`);
  }
  const open = reads.filter(({ cell }) => cell === null);
  if (open.length > 0 || reads.length === 0) {
    return unanswered(open);
  }
  const short = reads.filter(({ cell }) => cell?.state === "minimum");
  return short.length > 0
    ? answer("partly", `Partly: every minimum is reached, ${named(short)} short of the target.`)
    : answer("met", `Yes: ${everyone(reads.length)} reached the target${whenOf(reads)}.`);
}

function unanswered(open: readonly Read[]): ObjectiveAnswer {
  const late = open.filter(({ overdue }) => overdue !== null);
  if (late.length > 0) {
    return answer("unknown", `Not known: ${named(late)} should have been read${sinceOf(late)}.`);
  }
  return open.length === 0
    ? answer("unknown", "Not known: the signed case names no success criterion of the business.")
    : answer("too_early", `Too early to say: ${named(open)} not read yet.`);
}

function latestRead(rows: readonly ScoreRow<Reading>[]): number {
  return Math.max(
    -1,
    ...rows.flatMap(({ cells }) =>
      cells.flatMap((cell, index) => (cell.reading === null ? [] : [index])),
    ),
  );
}

function readAt({ criterion, cells }: ScoreRow<Reading>, latest: number): Read {
  const at = cells[latest];
  const isAsked = at !== undefined && (at.reading !== null || at.dueOn !== null);
  const own = cells.slice(0, latest + 1).findLast((cell) => cell.reading !== null) ?? null;
  const cell = isAsked && at.reading === null ? null : own;
  const overdue = cells.find((each) => each.state === "overdue") ?? null;
  return { measure: criterion.measure, cell, overdue };
}

function answer(verdict: ObjectiveVerdict, sentence: string): ObjectiveAnswer {
  return { verdict, sentence };
}

function everyone(count: number): string {
  return count === 1 ? "the business criterion" : `all ${count} business criteria`;
}

const NAMED_AT_MOST = 2;

function named(reads: readonly Read[]): string {
  const names = reads.slice(0, NAMED_AT_MOST).map(({ measure }) => measure);
  const rest = reads.length - names.length;
  return [...names, ...(rest > 0 ? [`${rest} more`] : [])].join(" and ");
}

/** Said only when it is one checkpoint for all of them. */
function whenOf(reads: readonly Read[]): string {
  const places = new Set(reads.flatMap(({ cell }) => (cell === null ? [] : [cell.checkpoint])));
  const [only] = places;
  return places.size === 1 && only !== undefined ? ` at ${labelOfCheckpoint[only]}` : "";
}

function sinceOf(reads: readonly Read[]): string {
  const days = reads.flatMap(({ overdue }) => (overdue?.dueOn ? [overdue.dueOn] : []));
  const [first] = days.toSorted();
  return first === undefined ? "" : ` by ${dayInWords(first)}`;
}
