import "server-only";
import type { Actor } from "@/lib/authz/actor";
import type { AppError } from "@/lib/kernel/app-error";
import { now } from "@/lib/platform/clock";
import { prismaClient } from "@/lib/platform/db";
import { addJobs } from "@/lib/platform/jobs";
import { countMishap } from "@/lib/platform/rate-limit";

const REMEMBERED = ["forbidden", "not_found", "unauthenticated", "rate_limited"];

/** The doors at which somebody proves who they are before they sign. */
const SIGNING_DOORS = /^identity[.]confirm/;
/** So many failed proofs within so many minutes are a burst, and a burst is told of once. */
const BURST = { name: "failed-signing", points: 10, seconds: 900 } as const;

/**
 * Remembers a refused attempt in a transaction of its own, beside the ledger:
 * a stranger must not be able to make the ledger grow.
 */
export async function recordRefusal(door: string, actor: Actor, error: AppError): Promise<void> {
  if (!REMEMBERED.includes(error.code)) {
    return;
  }
  const person = actor.kind === "user" || actor.kind === "token" ? actor.userId : actor.kind;
  const address = actor.kind === "anonymous" ? actor.address : "";
  await prismaClient().securityEvent.create({
    data: {
      kind: `refused.${error.code}`,
      actor: person,
      data: { door, reason: error.reason, address },
    },
  });
  if (actor.kind === "user" && SIGNING_DOORS.test(door)) {
    await countFailedProof(actor.userId);
  }
}

/** The count is kept for all processes together, so exactly one of them meets the limit. */
async function countFailedProof(userId: string): Promise<void> {
  const attempts = await countMishap(BURST, userId);
  if (attempts !== BURST.points) {
    return;
  }
  const minutes = BURST.seconds / 60;
  const db = prismaClient();
  await db.securityEvent.create({
    data: { kind: "alarm.signing", actor: userId, data: { attempts, minutes } },
  });
  const payload = { userId, attempts, minutes, at: now().toISOString() };
  await addJobs(db, [{ name: "tell-of-attempts", payload }]);
}
