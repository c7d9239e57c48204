import "server-only";
import { notFound } from "next/navigation";
import type * as z from "zod";
import type { Permission } from "@/lib/authz/permissions";
import { type Query, runQueryWith } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { askToSignIn } from "@/lib/web/ask-to-sign-in";
import { factsOfPage } from "@/lib/web/page-facts";
import { currentActor } from "@/lib/web/session";

/**
 * Runs a query for a server component. A reader who may not see a thing is
 * told that it does not exist; somebody signed out is asked to sign in.
 */
export async function readForPage<P extends Permission, Input extends z.ZodType, View>(
  query: Query<P, Input, View>,
  input: z.input<Input>,
): Promise<View> {
  const actor = await currentActor();
  if (actor === null) {
    return askToSignIn();
  }
  try {
    return await runQueryWith(query, { actor, rawInput: input, facts: factsOfPage() });
  } catch (error) {
    if (error instanceof AppError) {
      notFound();
    }
    throw error;
  }
}

/** Like `readForPage`, for a part of a page that some readers may not see: null for them. */
export async function readIfAllowed<P extends Permission, Input extends z.ZodType, View>(
  query: Query<P, Input, View>,
  input: z.input<Input>,
): Promise<View | null> {
  const actor = await currentActor();
  if (actor === null) {
    return null;
  }
  try {
    return await runQueryWith(query, { actor, rawInput: input, facts: factsOfPage() });
  } catch (error) {
    if (error instanceof AppError) {
      return null;
    }
    throw error;
  }
}
