import { type ProjectRole, projectRoles, titleOfProjectRole } from "@/lib/authz/permissions";
import { formatNumber } from "@/lib/kernel/format-number";
import type { TaskMove, TaskRowView, TaskStatus } from "@/lib/tasks/schema";

const ways = {
  todo: "Put back to not started",
  doing: "Start the work",
  done: "Mark as done",
  blocked: "Mark as blocked",
} satisfies Record<TaskMove, string>;

/** What the step is called from where the task stands. */
export function moveWord(from: TaskStatus, to: TaskMove): string {
  if (to === "doing" && from === "blocked") {
    return "Go on with the work";
  }
  return to === "doing" && from === "done" ? "Reopen the task" : ways[to];
}

type Movable = Pick<TaskRowView, "moves">;

export function allowedMoves({ moves }: Movable) {
  return moves.filter(({ whyNot }) => whyNot === null);
}

export function roleWord(role: ProjectRole): string {
  const title = titleOfProjectRole[role];
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

export const roleChoices = projectRoles.map((role) => ({ value: role, label: roleWord(role) }));

/** 1.5 and 3, never 3.0. */
export function daysWord(days: number): string {
  return formatNumber(days, { decimals: 2 });
}
