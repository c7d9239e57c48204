import { dayInWords } from "@/lib/kernel/calendar";

/** `12 Nov 2026, 09:40:12 UTC`: to the second and with its zone, as a record prints it. */
export function exactTime(instant: string): string {
  const iso = new Date(instant).toISOString();
  return `${dayInWords(iso.slice(0, 10))}, ${iso.slice(11, 19)} UTC`;
}

export function exactDay(instant: string): string {
  return dayInWords(new Date(instant).toISOString().slice(0, 10));
}

/** A hash in groups of eight, which a person can compare by eye. */
export function groupedHash(hash: string): string {
  return (hash.match(/.{1,8}/g) ?? []).join(" ");
}
