/** Days are `YYYY-MM-DD` without a zone; instants are ISO 8601 in UTC. */
const MS_PER_DAY = 86_400_000;

export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The UTC midnight PostgreSQL's DATE is read and written as. */
export function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

export function addDays(day: string, days: number): string {
  return dayOf(new Date(dateOf(day).getTime() + Math.round(days) * MS_PER_DAY));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / MS_PER_DAY);
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `27 Nov 2026`, for sentences: mails and records are read in other years than they are written in. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** The latest calendar day it is anywhere: somebody in Auckland is half a day ahead of UTC. */
export function latestDayAt(instant: Date): string {
  return dayOf(new Date(instant.getTime() + 14 * 3_600_000));
}
