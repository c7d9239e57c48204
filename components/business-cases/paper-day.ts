import { formatDay } from "@/components/ui/format-date";

const NEVER_THIS_YEAR = new Date(0);

/** A document is read years later, so its days always carry the year. */
export function paperDay(value: string): string {
  return formatDay(value, { now: NEVER_THIS_YEAR });
}
