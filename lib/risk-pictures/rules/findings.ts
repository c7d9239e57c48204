import { dayInWords } from "@/lib/kernel/calendar";
import { formatNumber } from "@/lib/kernel/format-number";
import { riskKey } from "@/lib/risks/rules";

/** Fewer cases than this have a median that the next case may overturn. */
export const CASES_MIN = 5;

export function risksInWords(count: number): string {
  return count === 1 ? "1 risk" : `${formatNumber(count)} risks`;
}

type Point = { on: string; open: number; score: number };

function change(from: number, to: number): string {
  if (from === to) {
    return `stayed at ${formatNumber(to)}`;
  }
  return `${to < from ? "fell" : "rose"} from ${formatNumber(from)} to ${formatNumber(to)}`;
}

/** "Exposure fell from 142 to 96 since 1 Sep 2026; 12 risks are open, 3 fewer than then." */
export function burnDownFinding(points: readonly Point[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) {
    return "No risk has been raised yet.";
  }
  const more = last.open - first.open;
  const than = `${formatNumber(Math.abs(more))} ${more > 0 ? "more" : "fewer"} than then`;
  const compared = more === 0 ? "as many as then" : than;
  const open = `${risksInWords(last.open)} ${last.open === 1 ? "is" : "are"} open, ${compared}`;
  return `Exposure ${change(first.score, last.score)} since ${dayInWords(first.on)}; ${open}.`;
}

type Kinds = readonly { kind: string; count: number }[];

const happened = {
  raised: "raised",
  closed: "closed",
  reopened: "reopened",
  higher: "rated higher",
  lower: "rated lower",
  across: "moved at the same score",
  accepted: "accepted",
  opened: "open again",
} as const;

/** "Since 1 Sep 2026: 3 raised, 2 rated lower, 1 closed." */
export function changeFinding({ on, counts }: { on: string; counts: Kinds }): string {
  const parts = Object.entries(happened).flatMap(([kind, word]) => {
    const count = counts.find((each) => each.kind === kind)?.count ?? 0;
    return count === 0 ? [] : [`${formatNumber(count)} ${word}`];
  });
  const since = `Since ${dayInWords(on)}`;
  return parts.length === 0 ? `${since} nothing has moved.` : `${since}: ${parts.join(", ")}.`;
}

type Share = { name: string; count: number; above: number; current: number };

/** Which part carries the most, and how much of it stands above the appetite. */
export function exposureFinding(shares: readonly Share[]): string {
  const all = shares.reduce((sum, share) => sum + share.current, 0);
  const most = shares.toSorted((one, other) => other.current - one.current)[0];
  if (most === undefined || all === 0) {
    return "Nothing is exposed: no risk is alive here.";
  }
  const percent = Math.round((100 * most.current) / all);
  const above = most.above === 0 ? "none" : formatNumber(most.above);
  const carried = `${formatNumber(most.current)} of ${formatNumber(all)}, ${percent} %`;
  return `${most.name} carries the most: ${carried}. Of its ${risksInWords(most.count)}, ${above} ${most.above === 1 ? "stands" : "stand"} above the appetite.`;
}

type Oldest = { number: number; projectKey: string; days: number };

/** How many open risks are old, and which is the oldest. */
export function ageingFinding(facts: {
  open: number;
  old: number;
  oldFrom: number;
  oldest: Oldest | null;
}): string {
  const { open, old, oldFrom, oldest } = facts;
  if (open === 0 || oldest === null) {
    return "No risk is open.";
  }
  const share = `${old === 0 ? "None" : formatNumber(old)} of ${formatNumber(open)} open ${open === 1 ? "risk" : "risks"}`;
  const name = `${riskKey(oldest.number)} of ${oldest.projectKey}`;
  return `${share} ${old === 1 ? "is" : "are"} older than ${oldFrom - 1} days; the oldest is ${name}, ${formatNumber(oldest.days)} days.`;
}

export type Treated = {
  level: number;
  cases: number;
  waiting: number;
  median: number | null;
};

export function hasEnough({ cases }: Pick<Treated, "cases">): boolean {
  return cases >= CASES_MIN;
}

export function daysInWords(days: number): string {
  return days === 1 ? "1 day" : `${formatNumber(days, { decimals: 1 })} days`;
}

/** The highest level with enough cases speaks; where none has, that is what is said. */
export function treatingFinding(
  levels: readonly Treated[],
  labelOf: (level: number) => string,
): string {
  const cases = levels.reduce((sum, level) => sum + level.cases, 0);
  if (cases === 0) {
    return "No risk has been treated in this time.";
  }
  const told = levels
    .toSorted((one, other) => other.level - one.level)
    .find((level) => hasEnough(level) && level.median !== null);
  if (told === undefined) {
    return `${risksInWords(cases)} ${cases === 1 ? "was" : "were"} treated; a median needs ${CASES_MIN} of one level.`;
  }
  return `Half of the risks raised as ${labelOf(told.level)} were treated within ${daysInWords(told.median ?? 0)} (${told.cases} cases).`;
}
