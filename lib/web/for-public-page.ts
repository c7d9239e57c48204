import "server-only";
import type * as z from "zod";
import { type Query, runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { currentActor, visitor } from "@/lib/web/session";

/** Reads what a mailed link opens, whoever happens to be signed in; null for a link that opens nothing. */
export async function readForGuest<Input extends z.ZodType, View>(
  query: Query<"guest", Input, View>,
  input: z.input<Input>,
): Promise<View | null> {
  return orNull(async () => runQuery(query, await visitor(), input));
}

/** Reads for a page one can open without being signed in; null where there is nothing to see. */
export async function readForVisitor<Input extends z.ZodType, View>(
  query: Query<"public", Input, View>,
  input: z.input<Input>,
): Promise<View | null> {
  const actor = (await currentActor()) ?? (await visitor());
  return orNull(() => runQuery(query, actor, input));
}

async function orNull<View>(read: () => Promise<View>): Promise<View | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError) {
      return null;
    }
    throw error;
  }
}
