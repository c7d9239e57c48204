import type { TaskFacts } from "@/lib/portfolio/rules/stage-facts";

// Work that began shows, and work that is not done never looks finished.
const begun = 0.1;
const nearlyDone = 0.9;

/** Filled part of a task's cell, 0 to 1: days spent on the estimate until somebody says done. */
export function taskProgress({ status, estimate, logged }: TaskFacts): number {
  if (status === "done") {
    return 1;
  }
  if (status === "todo" || status === "tailored_out") {
    return 0;
  }
  const spent = estimate > 0 ? logged / estimate : 0;
  if (status === "blocked") {
    return Math.min(nearlyDone, Math.max(0, spent));
  }
  return Math.min(nearlyDone, Math.max(begun, spent));
}
