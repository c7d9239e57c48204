import type { AuditDaysView } from "@/lib/audit/schema";
import { addDays, daysBetween } from "@/lib/kernel/calendar";

export type DayCount = { day: string; entries: number; checkpoints: number };

/** More would be thinner than a line. */
const BARS_MAX = 92;
const WIDTHS = [1, 7, 28, 364] as const;

/** Every day of the period, those without entries too; days share a bar where there are too many. */
export function inBars(
  { from, to }: { from: string; to: string },
  counts: readonly DayCount[],
): AuditDaysView {
  const days = Math.max(0, daysBetween(from, to) + 1);
  const daysPerBar = WIDTHS.find((width) => days / width <= BARS_MAX) ?? 3640;
  const bars = Array.from({ length: Math.ceil(days / daysPerBar) }, (_, place) => {
    const start = addDays(from, place * daysPerBar);
    const end = addDays(start, daysPerBar - 1);
    return { from: start, to: end > to ? to : end, entries: 0, checkpoints: 0 };
  });
  for (const { day, entries, checkpoints } of counts) {
    const bar = bars[Math.floor(daysBetween(from, day) / daysPerBar)];
    if (bar !== undefined) {
      bar.entries += entries;
      bar.checkpoints += checkpoints;
    }
  }
  const entries = bars.reduce((sum, bar) => sum + bar.entries, 0);
  return { from, to, daysPerBar, entries, bars };
}
