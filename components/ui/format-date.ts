const dayMs = 86_400_000;

type Zone = { timeZone?: string | undefined };

function parts(at: Date, options: Intl.DateTimeFormatOptions): Map<string, string> {
  const format = new Intl.DateTimeFormat("en-GB", { ...options, hour12: false });
  return new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
}

/** An instant, or a day such as 2026-11-12, which has no zone of its own. */
export function toInstant(value: Date | string): Date {
  return value instanceof Date ? value : new Date(value);
}

/** 12 Nov 2026; the year is left out when it is the current one. */
export function formatDay(value: Date | string, { now, timeZone = "UTC" }: { now: Date } & Zone) {
  const options = { day: "numeric", month: "short", year: "numeric", timeZone } as const;
  const day = parts(toInstant(value), options);
  const year = parts(now, options).get("year");
  const short = `${day.get("day")} ${day.get("month")}`;
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
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone,
  });
  const day = `${all.get("day")} ${all.get("month")} ${all.get("year")}`;
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
