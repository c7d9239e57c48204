import { daysBetween } from "@/lib/kernel/calendar";

const months = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** So near to today, a day and a month name no other day. */
const NEAR_DAYS = 270;

/** "23 Nov", with the year where the month alone could mean another one. */
export function dayWord(day: string, today: string): string {
  const [year, month, date] = day.split("-");
  const short = `${Number(date)} ${months[Number(month) - 1] ?? ""}`;
  return Math.abs(daysBetween(today, day)) <= NEAR_DAYS ? short : `${short} ${year}`;
}

/** "23 Nov to 4 Dec", "7 to 11 Dec", "4 Dec". */
export function spanWords(span: { startOn: string; endOn: string }, today: string): string {
  const { startOn, endOn } = span;
  if (startOn === endOn) {
    return dayWord(endOn, today);
  }
  const isOneMonth = startOn.slice(0, 7) === endOn.slice(0, 7);
  const start = isOneMonth ? String(Number(startOn.slice(8))) : dayWord(startOn, today);
  return `${start} to ${dayWord(endOn, today)}`;
}

/** Days a span covers, both ends counted: a stage that starts and ends on one day lasts one. */
export function daysCovered(startOn: string, endOn: string): number {
  return daysBetween(startOn, endOn) + 1;
}

export function countWords(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
