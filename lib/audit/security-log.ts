import "server-only";
import type { Actor } from "@/lib/authz/actor";
import type { AppError } from "@/lib/kernel/app-error";
import { prismaClient } from "@/lib/platform/db";

const REMEMBERED = ["forbidden", "not_found", "unauthenticated", "rate_limited"];

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
}
