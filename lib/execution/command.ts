import "server-only";
import type * as z from "zod";
import type { AuditEvent } from "@/lib/audit/events";
import { recordAudit } from "@/lib/audit/record";
import { recordRefusal } from "@/lib/audit/security-log";
import { type AccessOf, checkAccess, type ScopeOf } from "@/lib/authz/access";
import type { Actor } from "@/lib/authz/actor";
import type { Permission } from "@/lib/authz/permissions";
import type { Operation } from "@/lib/execution/operation";
import { parseInput } from "@/lib/execution/parse-input";
import { AppError } from "@/lib/kernel/app-error";
import type { ProjectId, UserId, WorkspaceId } from "@/lib/kernel/ids";
import type { NonEmptyArray } from "@/lib/kernel/non-empty-array";
import { err, ok, type Result } from "@/lib/kernel/result";
import { now as currentTime } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { inTransaction } from "@/lib/platform/db-write";
import { addJobs, type Job } from "@/lib/platform/jobs";

/**
 * What a command did. `unchanged` is for an act that found its work already
 * done: it wrote nothing, so it leaves no trace.
 */
type Outcome<T> =
  | {
      value: T;
      audit: NonEmptyArray<AuditEvent>;
      jobs?: readonly Job[];
      /** Workspaces whose trail carries an act that has no workspace of its own. */
      trailIn?: readonly WorkspaceId[];
      /** The person an act nobody was signed in for turned out to be by. */
      by?: { userId: UserId; name: string };
      /** The project an act of the workspace made or lets somebody into: its own trail has the act. */
      madeProject?: ProjectId;
      /** Event by event, the project whose own trail shows what an act of the workspace did there. */
      inProjects?: readonly ProjectId[];
    }
  | { value: T; unchanged: true };

export type Command<P extends Permission, Input extends z.ZodType, Value> = {
  name: string;
  permission: P;
  input: Input;
  operation: Operation;
  /** Finds the owning place from the stored resource, never from what the client claims. */
  scope(context: { tx: Tx; input: z.output<Input> }): Promise<ScopeOf<P> | null>;
  execute(context: {
    tx: Tx;
    access: AccessOf<P>;
    actor: Actor;
    input: z.output<Input>;
    now: Date;
  }): Promise<Outcome<Value>>;
};

export function defineCommand<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
): Command<P, Input, Value> {
  return command;
}

/** The only door to a write: parse, find the place, check, act, trace and commit as one. */
export async function runCommand<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  actor: Actor,
  rawInput: unknown,
): Promise<Result<Value, AppError>> {
  return settle(command, actor, () =>
    inTransaction((tx) => perform(command, { tx, actor, rawInput })),
  );
}

/** The act inside a transaction that the caller in this folder opened. */
export async function perform<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  call: { tx: Tx; actor: Actor; rawInput: unknown },
): Promise<Value> {
  const { tx, actor } = call;
  const { permission } = command;
  const input = parseInput(command.input, call.rawInput);
  const now = currentTime();
  const scope = await command.scope({ tx, input });
  const access = (await checkAccess(tx, { actor, scope, permission })) as AccessOf<P>;
  const outcome = await command.execute({ tx, access, actor, input, now });
  if ("unchanged" in outcome) {
    return outcome.value;
  }
  await addJobs(tx, outcome.jobs ?? []);
  const { audit: events, trailIn = [], madeProject = null, inProjects = [], by = null } = outcome;
  const entry = { events, trailIn, madeProject, inProjects, by };
  await recordAudit(tx, { actor, access, at: now, ...entry });
  return outcome.value;
}

/** Turns an expected refusal into a value and remembers refused attempts. */
export async function settle<Value>(
  command: { name: string },
  actor: Actor,
  work: () => Promise<Value>,
): Promise<Result<Value, AppError>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof AppError) {
      await recordRefusal(command.name, actor, error);
      return err(error);
    }
    throw error;
  }
}
