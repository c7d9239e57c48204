import { addDays, dateOf } from "@/lib/kernel/calendar";

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
/** A Monday, so that weekdays are plain arithmetic. */
const MONDAY_MS = Date.UTC(1970, 0, 5);
const OPENS_AT_MINUTE = 7 * 60 + 30;
const WORKDAY_MINUTES = 540;

/** Minutes of office hours since a Monday long ago; nights and weekends take no time. */
export function workMinuteOf(instant: Date): number {
  const since = instant.getTime() - MONDAY_MS;
  const day = Math.floor(since / MS_PER_DAY);
  const weekdays = Math.floor(day / 7) * 5 + Math.min(day % 7, 5);
  const isWeekend = day % 7 >= 5;
  const minute = Math.floor((since % MS_PER_DAY) / MS_PER_MINUTE) - OPENS_AT_MINUTE;
  const worked = isWeekend ? 0 : Math.min(WORKDAY_MINUTES, Math.max(0, minute));
  return weekdays * WORKDAY_MINUTES + worked;
}

export function instantAt(workMinute: number): Date {
  const weekday = Math.floor(workMinute / WORKDAY_MINUTES);
  const day = Math.floor(weekday / 5) * 7 + (weekday % 5);
  const minute = OPENS_AT_MINUTE + (workMinute - weekday * WORKDAY_MINUTES);
  const ms = Math.round((MONDAY_MS + day * MS_PER_DAY + minute * MS_PER_MINUTE) / 1000) * 1000;
  return new Date(ms);
}

/** A moment in the office, so many days before today; never one that is still to come. */
export function officeMoment(daysAgo: number, at: { today: string; now: Date }): Date {
  const share = (daysAgo * 37) % 71;
  const morning = workMinuteOf(dateOf(addDays(at.today, -Math.floor(daysAgo))));
  const wanted = instantAt(morning + 60 + share * 5);
  return wanted < at.now ? wanted : new Date(at.now.getTime() - MS_PER_MINUTE);
}

export type Weighted = { weight: number; daysAgo?: number | undefined };

/**
 * A moment for each act, in their order: those with a day of their own happen then, the others
 * fill the time between by weight.
 */
export function momentsOf(
  acts: readonly Weighted[],
  span: { startOn: string; today: string; now: Date },
): Date[] {
  const moments: Date[] = [];
  let from = workMinuteOf(dateOf(span.startOn)) + 45;
  let index = 0;
  while (index < acts.length) {
    const anchor = acts.findIndex((act, place) => place >= index && act.daysAgo !== undefined);
    const end = anchor === -1 ? acts.length : anchor + 1;
    const daysAgo = acts[anchor]?.daysAgo;
    const last = daysAgo === undefined ? span.now : officeMoment(daysAgo, span);
    const to = Math.max(from, workMinuteOf(last) - (daysAgo === undefined ? 20 : 0));
    moments.push(...spread(acts.slice(index, end), { from, to }));
    from = to;
    index = end;
  }
  return moments;
}

function spread(acts: readonly Weighted[], { from, to }: { from: number; to: number }): Date[] {
  const total = acts.reduce((sum, act) => sum + act.weight, 0) || 1;
  let passed = 0;
  return acts.map((act) => {
    passed += act.weight;
    return instantAt(from + ((to - from) * passed) / total);
  });
}

/** The same number from 0 up to 1 for the same words, so that every demo is alike. */
export function shareOf(words: string): number {
  let hash = 2_166_136_261;
  for (const letter of words) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  }
  return (hash % 9973) / 9973;
}
