import "server-only";
import type { Actor } from "@/lib/authz/actor";
import { countAttempt } from "@/lib/platform/rate-limit";

const CHECKS = { name: "verify", points: 60, seconds: 300 } as const;

/** Checking is open to everybody, so it is counted: by address, or by person where one is known. */
export function countCheck(actor: Actor): Promise<void> {
  return countAttempt(CHECKS, keyOf(actor));
}

function keyOf(actor: Actor): string {
  switch (actor.kind) {
    case "user":
    case "token":
      return actor.userId;
    case "anonymous":
      return actor.address;
    default:
      return actor.job;
  }
}
