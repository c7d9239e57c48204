import * as z from "zod";
import { fieldError } from "@/lib/kernel/app-error";

/** How many rows a list shows at once unless it says otherwise. */
const PAGE_SIZE = 50;

export const pageInput = {
  cursor: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(200).default(PAGE_SIZE),
};

export function pageOf<View extends z.ZodType>(view: View) {
  return z.object({ rows: z.array(view), nextCursor: z.string().nullable() });
}

/** Opaque to the client: the sort key and id of the last row shown. */
export function encodeCursor(parts: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

export function decodeCursor<Parts extends z.ZodType>(
  parts: Parts,
  cursor: string | undefined,
): z.output<Parts> | null {
  if (cursor === undefined || cursor === "") {
    return null;
  }
  try {
    return parts.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw fieldError("cursor", "This page link is not valid any more. Start from the first page.");
  }
}

/** Splits `limit + 1` loaded rows into a page and the cursor of the next one. */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number | null)[],
): { rows: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null;
  return { rows: shown, nextCursor };
}
