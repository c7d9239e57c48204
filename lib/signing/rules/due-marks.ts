import { daysBetween } from "@/lib/kernel/calendar";

const marks = ["three_days", "one_day", "past"] as const;
export type DueMark = (typeof marks)[number];

/**
 * Which word is due about the day a version is to be signed by. Only the
 * latest one goes out: whoever was away finds one letter, not three. The ones
 * before it count as sent.
 */
export function dueMarks(
  round: { dueOn: string | null; noted: readonly string[] },
  today: string,
): { send: DueMark | null; reached: DueMark[] } {
  if (round.dueOn === null) {
    return { send: null, reached: [] };
  }
  const left = daysBetween(today, round.dueOn);
  const reached = marks.filter((mark) => left <= daysLeftAt[mark]);
  const last = reached.at(-1);
  const send = last === undefined || round.noted.includes(last) ? null : last;
  return { send, reached };
}

const daysLeftAt = { three_days: 3, one_day: 1, past: -1 } as const satisfies Record<
  DueMark,
  number
>;
