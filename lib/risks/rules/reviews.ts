import { addDays } from "@/lib/kernel/calendar";
import type { Level } from "@/lib/risks/rules";
import { levelOf } from "@/lib/risks/rules/matrix";
import type { Matrix } from "@/lib/risks/schema/matrix";

/** Each level of the matrix says how often its risks are looked at. */
export function nextReviewOn(matrix: Matrix, level: Level, from: string): string {
  return addDays(from, levelOf(matrix, level).reviewEveryDays);
}

/** A new rating may call the next review forward; it never puts one off that is due. */
export function reviewAfterRating(dueOn: string | null, next: string): string {
  return dueOn === null || next < dueOn ? next : dueOn;
}
