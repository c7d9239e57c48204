import { type TaskMove, type TaskStatus, taskMoves, titleOfTaskStatus } from "@/lib/tasks/schema";

/** Where a task may go from each status. Done is reached through doing, so that work leaves a start. */
export const movesFrom = {
  todo: ["doing", "blocked"],
  doing: ["todo", "done", "blocked"],
  blocked: ["todo", "doing"],
  done: ["doing"],
  tailored_out: [],
} as const satisfies Record<TaskStatus, readonly TaskMove[]>;

export type MovingTask = {
  status: TaskStatus;
  /** Names of mandatory outputs nothing living is attached to. */
  missingOutputs: readonly string[];
};

export type MoveRefusal = { field: "to" | "reason"; sentence: string };

/** Null when the task may go there with this reason. */
export function whyNotMove(
  task: MovingTask,
  move: { to: TaskMove; reason: string },
): MoveRefusal | null {
  const known: readonly TaskMove[] = movesFrom[task.status];
  if (!known.includes(move.to)) {
    return { field: "to", sentence: impossible(task.status, move.to) };
  }
  if (move.reason === "" && needsReason(task, move.to)) {
    return { field: "reason", sentence: wanted(task, move.to) };
  }
  return null;
}

/** Whether the person must say why: what blocks, or why the task counts as done without its outputs. */
export function needsReason(task: MovingTask, to: TaskMove): boolean {
  return to === "blocked" || (to === "done" && task.missingOutputs.length > 0);
}

function impossible(from: TaskStatus, to: TaskMove): string {
  if (from === "tailored_out") {
    return "This task is switched off. Switch it on again first.";
  }
  if (from === to) {
    return `The task is ${titleOfTaskStatus[to]} already.`;
  }
  const ways = movesFrom[from].map((way) => titleOfTaskStatus[way]).join(" or ");
  return `A task that is ${titleOfTaskStatus[from]} moves to ${ways} first.`;
}

function wanted(task: MovingTask, to: TaskMove): string {
  if (to === "blocked") {
    return "Say what blocks the task, so that somebody can help.";
  }
  const names = task.missingOutputs.join(", ");
  return `Attach what the task leaves behind (${names}), or say why it is done without.`;
}

export type MoveEffect = {
  status: TaskMove;
  blockedReason: string;
  doneReason: string;
  startedAt: Date | null;
  doneAt: Date | null;
};

/** What the move writes. The start of the work survives being blocked and being reopened from done. */
export function effectOfMove(
  task: MovingTask & { startedAt: Date | null },
  move: { to: TaskMove; reason: string; at: Date },
): MoveEffect {
  const { to, reason, at } = move;
  const started = to === "doing" || to === "done" ? (task.startedAt ?? at) : task.startedAt;
  return {
    status: to,
    blockedReason: to === "blocked" ? reason : "",
    doneReason: to === "done" && task.missingOutputs.length > 0 ? reason : "",
    startedAt: to === "todo" ? null : started,
    doneAt: to === "done" ? at : null,
  };
}

export type MoveOffer = { to: TaskMove; whyNot: string | null; needsReason: boolean };

/** Every status a person could choose, the impossible ones with their sentence. */
export function offeredMoves(task: MovingTask, whyNotWork: string | null): MoveOffer[] {
  return taskMoves
    .filter((to) => to !== task.status)
    .map((to) => ({
      to,
      whyNot: whyNotWork ?? whyNotMove(task, { to, reason: "given" })?.sentence ?? null,
      needsReason: needsReason(task, to),
    }));
}
