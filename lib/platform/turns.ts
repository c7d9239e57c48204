import { AppError } from "@/lib/kernel/app-error";

/** So many at once; whoever comes later waits in the order of coming. */
export type Turns = {
  readonly atOnce: number;
  readonly maxWaitMs: number;
  running: number;
  readonly waiting: Set<() => void>;
};

export function turnsOf(limits: { atOnce: number; maxWaitMs: number }): Turns {
  return { ...limits, running: 0, waiting: new Set() };
}

/** Does the work in its turn. A turn that does not come in time is a sentence, not a defect. */
export async function inTurn<T>(turns: Turns, work: () => Promise<T>): Promise<T> {
  await enter(turns);
  try {
    return await work();
  } finally {
    leave(turns);
  }
}

async function enter(turns: Turns): Promise<void> {
  if (turns.running < turns.atOnce) {
    turns.running += 1;
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const start = () => {
      clearTimeout(late);
      resolve();
    };
    const late = setTimeout(() => {
      turns.waiting.delete(start);
      reject(
        new AppError("rate_limited", "Many people work at once. Try again in a few seconds.", {
          reason: "busy",
          retryAfterSeconds: 3,
        }),
      );
    }, turns.maxWaitMs);
    turns.waiting.add(start);
  });
}

/** The place is handed on, so `running` only falls when nobody waits. */
function leave(turns: Turns): void {
  const [next] = turns.waiting;
  if (next === undefined) {
    turns.running -= 1;
  } else {
    turns.waiting.delete(next);
    next();
  }
}
