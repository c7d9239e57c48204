const dayMs = 86_400_000;

// The platform's own short names differ between its versions ("Sep", "Sept").
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

type Zone = { timeZone?: string | undefined };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow and a long table asks for the same few again and again. */
function formatFor(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = new Intl.DateTimeFormat("en-GB", { ...options, hourCycle: "h23" });
  formats.set(key, made);
  return made;
}

function parts(at: Date, options: Intl.DateTimeFormatOptions): Map<string, string> {
  return new Map(
    formatFor(options)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
}

/** "4 Sep" */
function dayAndMonth(day: Map<string, string>): string {
  return `${Number(day.get("day"))} ${months[Number(day.get("month")) - 1]}`;
}

/** An instant, or a day such as 2026-11-12, which has no zone of its own. */
export function toInstant(value: Date | string): Date {
  return value instanceof Date ? value : new Date(value);
}

/** 12 Nov 2026; the year is left out when it is the current one. */
export function formatDay(value: Date | string, { now, timeZone = "UTC" }: { now: Date } & Zone) {
  const options = { day: "numeric", month: "numeric", year: "numeric", timeZone } as const;
  const day = parts(toInstant(value), options);
  const year = parts(now, options).get("year");
  const short = dayAndMonth(day);
  return day.get("year") === year ? short : `${short} ${day.get("year")}`;
}

/** 09:40 */
export function formatClock(value: Date | string, { timeZone = "UTC" }: Zone = {}): string {
  const clock = parts(toInstant(value), { hour: "2-digit", minute: "2-digit", timeZone });
  return `${clock.get("hour")}:${clock.get("minute")}`;
}

/** 12 Nov 2026, 09:40:12 UTC: what an audit prints. */
export function formatExact(value: Date | string, { timeZone = "UTC" }: Zone = {}): string {
  const all = parts(toInstant(value), {
    day: "numeric",
    month: "numeric",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone,
  });
  const day = `${dayAndMonth(all)} ${all.get("year")}`;
  const clock = `${all.get("hour")}:${all.get("minute")}:${all.get("second")}`;
  return `${day}, ${clock} ${all.get("timeZoneName")}`;
}

/** "just now", "12 min ago", "3 h ago", "2 d ago", "in 4 d". */
export function formatAgo(value: Date | string, { now }: { now: Date }): string {
  const minutes = Math.round((now.getTime() - toInstant(value).getTime()) / 60_000);
  const size = Math.abs(minutes);
  if (size < 1) {
    return "just now";
  }
  const text = durationText(size);
  return minutes > 0 ? `${text} ago` : `in ${text}`;
}

function durationText(minutes: number): string {
  if (minutes < 60) {
    return `${minutes} min`;
  }
  return minutes < 1440 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`;
}

/** The calendar day it is in a zone, as 2026-11-12. */
export function dayIn(now: Date, { timeZone = "UTC" }: Zone = {}): string {
  const options = { day: "2-digit", month: "2-digit", year: "numeric", timeZone } as const;
  const day = parts(now, options);
  return `${day.get("year")}-${day.get("month")}-${day.get("day")}`;
}

/** Whole days from today to a day: positive is ahead, negative is past. */
export function daysUntil(on: string, { today }: { today: string }): number {
  return Math.round((Date.parse(on) - Date.parse(today)) / dayMs);
}

/** "today", "in 4 d", "3 d overdue" */
export function formatDue(on: string, { today }: { today: string }): string {
  const days = daysUntil(on, { today });
  if (days === 0) {
    return "today";
  }
  return days > 0 ? `in ${days} d` : `${-days} d overdue`;
}
