import "server-only";
import * as z from "zod";
import { decodeCursor } from "@/lib/kernel/page-cursor";
import type { RegisterSort } from "@/lib/risks/schema/register-words";
import { Prisma } from "@/prisma/generated/client";

/** Where a page of a register ended: what it is sorted by, as text, and the last risk. */
export type SortPlace = { key: string; id: string };

const isRising = { score: false, due: true, review: true, raised: false } as const;

/** A day nobody set comes after every day. */
function keyOf(sort: RegisterSort): Prisma.Sql {
  switch (sort) {
    case "due":
      return Prisma.sql`COALESCE(r."dueOn", 'infinity'::date)`;
    case "review":
      return Prisma.sql`COALESCE(r."reviewDueOn", 'infinity'::date)`;
    case "raised":
      return Prisma.sql`r."raisedAt"`;
    default:
      return Prisma.sql`r.score`;
  }
}

function typeOf(sort: RegisterSort): Prisma.Sql {
  switch (sort) {
    case "score":
      return Prisma.sql`int`;
    case "raised":
      return Prisma.sql`timestamptz`;
    default:
      return Prisma.sql`date`;
  }
}

export function orderOf(sort: RegisterSort): Prisma.Sql {
  return isRising[sort] ? Prisma.sql`${keyOf(sort)}, r.id` : Prisma.sql`${keyOf(sort)} DESC, r.id`;
}

/** What follows the last row of a page, in the order of `orderOf`. */
export function beyond(sort: RegisterSort, { key, id }: SortPlace): Prisma.Sql {
  const [by, at] = [keyOf(sort), Prisma.sql`${key}::text::${typeOf(sort)}`];
  return isRising[sort]
    ? Prisma.sql`(${by} >= ${at} AND (${by} > ${at} OR r.id > ${id}::uuid))`
    : Prisma.sql`(${by} <= ${at} AND (${by} < ${at} OR r.id > ${id}::uuid))`;
}

/** What of a row the orders look at. */
type Placed = {
  id: string;
  score: number;
  dueOn: Date | null;
  reviewDueOn: Date | null;
  raisedAt: Date;
};

export function placeOf(sort: RegisterSort, row: Placed): [RegisterSort, string, string] {
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? "infinity";
  const keys = {
    score: () => String(row.score),
    due: () => day(row.dueOn),
    review: () => day(row.reviewDueOn),
    raised: () => row.raisedAt.toISOString(),
  } satisfies Record<RegisterSort, () => string>;
  return [sort, keys[sort](), row.id];
}

/** What a page was sorted by, its last value in that order, and its last risk. */
const cursorParts = z.union([
  z.tuple([z.literal("score"), z.string().regex(/^[0-9]{1,3}$/), z.uuid()]),
  z.tuple([z.enum(["due", "review"]), z.union([z.literal("infinity"), z.iso.date()]), z.uuid()]),
  z.tuple([z.literal("raised"), z.iso.datetime(), z.uuid()]),
]);

/** Where the page of a cursor ended. A page of another order is no place in this one: it begins anew. */
export function placeAt(cursor: string | undefined, sort: RegisterSort): SortPlace | null {
  const [sorted, key, id] = decodeCursor(cursorParts, cursor) ?? [];
  return sorted === sort && key !== undefined && id !== undefined ? { key, id } : null;
}
