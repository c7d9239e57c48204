import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import type * as z from "zod";
import { env } from "@/lib/platform/env";

const LONGEST = 4000;

/**
 * A note from one part of the server to another that passes through other
 * hands. Only this installation can make one, and a note for one purpose is
 * worth nothing for another. It is signed, not hidden: no secrets in it.
 */
export function sealNote(purpose: string, note: unknown): string {
  const body = Buffer.from(JSON.stringify(note)).toString("base64url");
  return `${body}.${markOf(purpose, body)}`;
}

/** Null for what was not sealed here for this purpose. */
export function openNote<Shape extends z.ZodType>(
  purpose: string,
  sealed: { text: string; shape: Shape },
): z.output<Shape> | null {
  const { text, shape } = sealed;
  const [body = "", mark = "", ...rest] = text.length > LONGEST ? [] : text.split(".");
  if (body === "" || rest.length > 0 || !isSame(mark, markOf(purpose, body))) {
    return null;
  }
  const note: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  const parsed = shape.safeParse(note);
  return parsed.success ? parsed.data : null;
}

function markOf(purpose: string, body: string): string {
  const hmac = createHmac("sha256", env().AUTH_SECRET);
  return hmac.update(`note ${purpose} ${body}`).digest("base64url");
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
