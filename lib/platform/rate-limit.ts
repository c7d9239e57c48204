import "server-only";
import { createHash } from "node:crypto";
import pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/kernel/app-error";
import { processWide } from "@/lib/platform/process-wide";

/** So many attempts within so many seconds, counted from the first. */
export type Limit = { name: string; points: number; seconds: number };

/**
 * Counts one attempt. It is written over a connection of its own, so that a
 * refused command that rolls back is counted all the same, and before the
 * check it guards, so that attempts in parallel count too.
 */
export async function countAttempt(limit: Limit, subject: string): Promise<void> {
  try {
    await limiterOf(limit).consume(keyOf(subject));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) {
      throw refused;
    }
    const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new AppError(
      "rate_limited",
      `Too many attempts. Try again ${spoken(retryAfterSeconds)}.`,
      {
        reason: limit.name,
        retryAfterSeconds,
      },
    );
  }
}

/** After success the attempts before it are forgotten. */
export async function forgetAttempts(limit: Limit, subject: string): Promise<void> {
  await limiterOf(limit).delete(keyOf(subject));
}

/** Counts something that went wrong, refuses nothing, and says the how manieth it was. */
export async function countMishap(limit: Limit, subject: string): Promise<number> {
  return (await limiterOf(limit).penalty(keyOf(subject))).consumedPoints;
}

/** Takes one attempt back and leaves the others counted. */
export async function returnAttempt(limit: Limit, subject: string): Promise<void> {
  await limiterOf(limit).reward(keyOf(subject));
}

function limiterOf({ name, points, seconds }: Limit): RateLimiterPostgres {
  return processWide(
    `limiter:${name}`,
    () =>
      new RateLimiterPostgres({
        storeClient: pool(),
        storeType: "pool",
        tableName: "rate_limits",
        tableCreated: true,
        keyPrefix: name,
        points,
        duration: seconds,
      }),
  );
}

function pool(): pg.Pool {
  return processWide("limiter-pool", () => {
    const made = new pg.Pool({
      connectionString: process.env.DATABASE_URL,
      max: 2,
      idleTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    });
    // A dropped idle connection is opened again on demand; unheard, the event would end the process.
    made.on("error", () => undefined);
    return made;
  });
}

/** Addresses of people are not kept: the table holds only what is needed to count. */
function keyOf(subject: string): string {
  return createHash("sha256").update(subject).digest("base64url");
}

function spoken(seconds: number): string {
  if (seconds < 90) {
    return `in ${seconds} seconds`;
  }
  return `in ${Math.ceil(seconds / 60)} minutes`;
}
