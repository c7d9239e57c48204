import "server-only";
import { createHash } from "node:crypto";
import type * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import type { Permission } from "@/lib/authz/permissions";
import { type Command, perform, settle } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import type { Result } from "@/lib/kernel/result";
import { inTransaction } from "@/lib/platform/db-write";

/**
 * Runs a command at most once per key. The key row commits with the effect, so
 * a crash in between leaves neither; a second call with the same key waits for
 * the first and gets its answer. A refused call leaves no row.
 */
export async function runCommandOnce<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  call: { actor: Actor; rawInput: unknown; key: string },
): Promise<Result<Value, AppError>> {
  const { actor, rawInput, key } = call;
  const id = { actorKey: keyOf(actor), operation: command.name, key };
  const body = JSON.stringify(rawInput);
  const bodySha256 = createHash("sha256").update(body).digest("hex");
  return settle(command, actor, () =>
    inTransaction(async (tx) => {
      const { count } = await tx.idempotencyKey.createMany({
        data: [{ ...id, bodySha256 }],
        skipDuplicates: true,
      });
      if (count === 0) {
        const first = await tx.idempotencyKey.findFirst({ where: id });
        if (first === null || first.bodySha256 !== bodySha256) {
          throw new AppError("invalid_input", "This idempotency key was used for another request.");
        }
        return JSON.parse(String(first.response)) as Value;
      }
      const value = await perform(command, { tx, actor, rawInput });
      // Kept as text: jsonb would reorder members, and the second answer is to be the first, byte for byte.
      const response = JSON.stringify(value ?? null);
      await tx.idempotencyKey.updateMany({ where: id, data: { response } });
      return value;
    }),
  );
}

function keyOf(actor: Actor): string {
  switch (actor.kind) {
    case "token":
      return `token:${actor.tokenId}`;
    case "user":
      return `user:${actor.userId}`;
    case "system":
      return `system:${actor.job}`;
    default:
      return `address:${actor.address}`;
  }
}
