import "server-only";
import type * as z from "zod";
import type { Permission } from "@/lib/authz/permissions";
import { type Command, runCommand } from "@/lib/execution/command";
import { type Query, runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { err, ok, type Result } from "@/lib/kernel/result";
import { askToSignIn } from "@/lib/web/ask-to-sign-in";
import { inputOfForm } from "@/lib/web/form-fields";
import { currentActor, visitor } from "@/lib/web/session";

/**
 * Runs a command for somebody who came by a mailed link, which is in the form
 * and proves itself: whoever happens to be signed in has no part in it.
 */
export async function runForGuest<Input extends z.ZodType, Value>(
  command: Command<"guest", Input, Value>,
  form: FormData,
): Promise<Result<Value, AppError>> {
  return runCommand(command, await visitor(), inputOfForm(command.input, form));
}

/** Asks a query for a server action: what a person wants to see before they act. */
export async function readForAction<P extends Permission, Input extends z.ZodType, View>(
  query: Query<P, Input, View>,
  form: FormData,
): Promise<Result<View, AppError>> {
  const actor = (await currentActor()) ?? (await askToSignIn());
  try {
    return ok(await runQuery(query, actor, inputOfForm(query.input, form)));
  } catch (error) {
    if (error instanceof AppError) {
      return err(error);
    }
    throw error;
  }
}

/** Runs a command for a server action. Somebody whose session ended is asked to sign in. */
export async function runForAction<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  form: FormData,
): Promise<Result<Value, AppError>> {
  const actor = await currentActor();
  if (actor === null && command.permission !== "public") {
    return askToSignIn();
  }
  return runCommand(command, actor ?? (await visitor()), inputOfForm(command.input, form));
}
