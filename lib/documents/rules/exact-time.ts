import { dayInWords } from "@/lib/kernel/calendar";

export function exactDay(instant: string): string {
  return dayInWords(new Date(instant).toISOString().slice(0, 10));
}

/** A hash in groups of eight, which a person can compare by eye. */
export function groupedHash(hash: string): string {
  return (hash.match(/.{1,8}/g) ?? []).join(" ");
}
