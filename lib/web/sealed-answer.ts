import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type * as z from "zod";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";

const LIFE_MS = 10 * 60_000;
const ANSWER_MAX = 6000;
const TEXT_MAX = 60_000;

/**
 * An answer as part of an address, so that a form without a script can be
 * led back to a page that shows it. Only we can make one, and it soon ends:
 * a link that says "matches" is no proof of anything.
 */
export function sealAnswer(answer: unknown): string {
  const text = JSON.stringify({ answer, until: now().getTime() + LIFE_MS });
  const body = deflateRawSync(text).toString("base64url");
  return `${body}.${markOf(body)}`;
}

/** Null for what we did not seal, and for what was sealed too long ago. */
export function openAnswer<Shape extends z.ZodType>(
  sealed: string,
  shape: Shape,
): z.output<Shape> | null {
  const [body = "", mark = "", ...rest] = sealed.length > ANSWER_MAX ? [] : sealed.split(".");
  if (rest.length > 0 || !isSame(mark, markOf(body))) {
    return null;
  }
  const text = inflateRawSync(Buffer.from(body, "base64url"), { maxOutputLength: TEXT_MAX });
  const { answer, until } = JSON.parse(text.toString("utf8")) as { answer: unknown; until: number };
  const parsed = shape.safeParse(answer);
  return parsed.success && until >= now().getTime() ? parsed.data : null;
}

function markOf(body: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`answer ${body}`).digest("base64url");
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
