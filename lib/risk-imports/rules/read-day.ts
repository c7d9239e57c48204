import { addDays, dateOf, dayOf } from "@/lib/kernel/calendar";

/** Which of 3/4/2026 is the month: the second number, or the first. */
export type DayOrder = "day_first" | "month_first";

export type ReadDay =
  | { ok: true; day: string; isSerial: boolean }
  | { ok: false; why: "unknown" | "either_order" };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?$/;
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[t ].*)?$/;
const NAMED = /^(\d{1,2})[-. ]+([a-z]{3,9})[-., ]+(\d{4}|\d{2})$/;
const NAMED_FIRST = /^([a-z]{3,9})[-. ]+(\d{1,2})(?:,? +|-)(\d{4}|\d{2})$/;
/** Spreadsheets count days from here; the number is that of 1900-01-01 less one, and one for a leap day that was not. */
const SERIAL_START = "1899-12-30";

/** Reads a day as people and spreadsheets write it. Order matters only where both numbers could be a month. */
export function readDay(text: string, order: DayOrder | null): ReadDay {
  const given = text.trim().toLowerCase();
  const serial = /^\d{5}(?:\.\d+)?$/.test(given) ? Math.floor(Number(given)) : null;
  if (serial !== null) {
    return { ok: true, day: addDays(SERIAL_START, serial), isSerial: true };
  }
  const iso = ISO.exec(given);
  if (iso !== null) {
    return dayAt(iso[1], Number(iso[2]), iso[3]);
  }
  const named = NAMED.exec(given);
  if (named !== null) {
    return dayAt(named[3], monthNamed(named[2]), named[1]);
  }
  const namedFirst = NAMED_FIRST.exec(given);
  if (namedFirst !== null) {
    return dayAt(namedFirst[3], monthNamed(namedFirst[1]), namedFirst[2]);
  }
  return readNumbers(given, order);
}

function readNumbers(given: string, order: DayOrder | null): ReadDay {
  const [, first = "", separator = "", second = "", year] = NUMBERS.exec(given) ?? [];
  if (first === "") {
    return { ok: false, why: "unknown" };
  }
  const known = orderOf(given) ?? (first === second ? "day_first" : order);
  if (known === null) {
    return { ok: false, why: "either_order" };
  }
  // With dots the day stands first wherever dots are used.
  return known === "day_first" || separator === "."
    ? dayAt(year, Number(second), first)
    : dayAt(year, Number(first), second);
}

/** The order a text by itself betrays, or null. */
function orderOf(text: string): DayOrder | null {
  const [, first, separator, second] = NUMBERS.exec(text.trim().toLowerCase()) ?? [];
  if (separator === "." || Number(first) > 12) {
    return "day_first";
  }
  return Number(second) > 12 ? "month_first" : null;
}

/** The order that the days of a table have in common; null where nothing tells, or some tell otherwise. */
export function commonOrder(texts: Iterable<string>): DayOrder | null {
  const orders = new Set<DayOrder>();
  for (const text of texts) {
    const order = orderOf(text);
    // Dots say nothing of how slashes are meant.
    if (order !== null && !text.includes(".")) {
      orders.add(order);
    }
  }
  return orders.size === 1 ? ([...orders][0] ?? null) : null;
}

function monthNamed(name = ""): number {
  return MONTHS.indexOf(name.slice(0, 3)) + 1;
}

/** Only days that the calendar has. */
function dayAt(year = "", month: number, date = ""): ReadDay {
  const fullYear = year.length === 2 ? `20${year}` : year;
  const day = [fullYear, month, Number(date)]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  const isReal = month >= 1 && month <= 12 && Number(date) >= 1 && dayOf(dateOf(day)) === day;
  return isReal ? { ok: true, day, isSerial: false } : { ok: false, why: "unknown" };
}
