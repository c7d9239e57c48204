import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/kernel/app-error";
import { poolSize, prismaClient, type Tx } from "@/lib/platform/db";
import { processWide } from "@/lib/platform/process-wide";
import { inTurn, type Turns, turnsOf } from "@/lib/platform/turns";

const MAX_TRIES = 5;
const BASE_DELAY_MS = 20;
const MAX_WAIT_MS = 30_000;
/** Connections that writes leave to whoever only looks, however many wait for the same gate. */
const LEFT_TO_READERS = 2;
const limits = { maxWait: 10_000, timeout: 20_000 };

/**
 * Runs `work` in one transaction. A serialisation failure or deadlock is tried
 * again with full jitter: instant retries would be used up within milliseconds.
 * After the last try it is said in a sentence, for nothing is wrong with the act.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTurn(writers(), () => prismaClient().$transaction(work, limits));
    } catch (error) {
      if (!isWriteConflict(error)) {
        throw error;
      }
      if (attempt >= MAX_TRIES) {
        throw new AppError(
          "conflict",
          "Others were changing the same things at once. Nothing was saved; try again.",
          { reason: "busy" },
        );
      }
      await sleep(Math.random() * BASE_DELAY_MS * 2 ** attempt);
    }
  }
}

function writers(): Turns {
  return processWide("writers", () =>
    turnsOf({ atOnce: Math.max(1, poolSize() - LEFT_TO_READERS), maxWaitMs: MAX_WAIT_MS }),
  );
}

/**
 * The adapter reports 40001 and 40P01 as P2034 or as an error of its own, which
 * stands in `cause`, or in `meta` where the statement was a raw one.
 */
function isWriteConflict(error: unknown): boolean {
  const code = memberOf(error, "code");
  const adapterError = memberOf(memberOf(error, "meta"), "driverAdapterError");
  const causes = [memberOf(error, "cause"), memberOf(adapterError, "cause")];
  return (
    code === "P2034" ||
    causes.some((cause) => {
      const original = memberOf(cause, "originalCode");
      const kind = memberOf(cause, "kind");
      return kind === "TransactionWriteConflict" || original === "40001" || original === "40P01";
    })
  );
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
