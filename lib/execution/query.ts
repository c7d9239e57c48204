import "server-only";
import type * as z from "zod";
import { type AccessOf, checkAccess, type ScopeOf } from "@/lib/authz/access";
import { type FactsSource, storedFacts } from "@/lib/authz/access-facts";
import type { Actor } from "@/lib/authz/actor";
import type { Permission } from "@/lib/authz/permissions";
import type { Operation } from "@/lib/execution/operation";
import { parseInput } from "@/lib/execution/parse-input";
import { now } from "@/lib/platform/clock";
import { type ReadDb, readDb } from "@/lib/platform/db";

export type Query<P extends Permission, Input extends z.ZodType, View> = {
  name: string;
  permission: P;
  input: Input;
  output: z.ZodType<View>;
  operation: Operation;
  scope(context: { db: ReadDb; input: z.output<Input> }): Promise<ScopeOf<P> | null>;
  fetch(context: {
    db: ReadDb;
    access: AccessOf<P>;
    actor: Actor;
    input: z.output<Input>;
    now: Date;
  }): Promise<View>;
};

export function defineQuery<P extends Permission, Input extends z.ZodType, View>(
  query: Query<P, Input, View>,
): Query<P, Input, View> {
  return query;
}

type Look = { actor: Actor; rawInput: unknown; facts: FactsSource };

/** The only door to a look. Throws `AppError` where the reader may not look. */
export async function runQuery<P extends Permission, Input extends z.ZodType, View>(
  query: Query<P, Input, View>,
  actor: Actor,
  rawInput: unknown,
): Promise<View> {
  return runQueryWith(query, { actor, rawInput, facts: storedFacts });
}

/** The same door for a page, whose parts share what is known of the reader. */
export async function runQueryWith<P extends Permission, Input extends z.ZodType, View>(
  query: Query<P, Input, View>,
  { actor, rawInput, facts }: Look,
): Promise<View> {
  const db = readDb();
  const input = parseInput(query.input, rawInput);
  const scope = await query.scope({ db, input });
  const { permission } = query;
  const access = (await checkAccess(db, { actor, scope, permission, facts })) as AccessOf<P>;
  return query.fetch({ db, access, actor, input, now: now() });
}
