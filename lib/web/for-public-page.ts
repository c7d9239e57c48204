import "server-only";
import type * as z from "zod";
import { type Query, runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { currentActor, visitor } from "@/lib/web/session";

/** Reads for a page one can open without being signed in; null where there is nothing to see. */
export async function readForVisitor<Input extends z.ZodType, View>(
  query: Query<"public", Input, View>,
  input: z.input<Input>,
): Promise<View | null> {
  const actor = (await currentActor()) ?? (await visitor());
  try {
    return await runQuery(query, actor, input);
  } catch (error) {
    if (error instanceof AppError) {
      return null;
    }
    throw error;
  }
}
