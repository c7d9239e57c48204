import "server-only";
import type * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import type { Permission } from "@/lib/authz/permissions";
import { type Command, runCommand } from "@/lib/execution/command";
import { runCommandOnce } from "@/lib/execution/command-once";
import { type Query, runQuery } from "@/lib/execution/query";
import { AppError } from "@/lib/kernel/app-error";
import { addressIn } from "@/lib/web/client-address";
import { inputOfForm } from "@/lib/web/form-fields";
import { problem } from "@/lib/web/problem";
import { tokenActor } from "@/lib/web/token-actor";

type Door = { permission: Permission; input: z.ZodType };
export type Call = { request: Request; params: Record<string, string> };

/** Commands over REST: path parameters win over the body, so a body cannot redirect the write. */
export async function answerCommand<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  { request, params }: Call,
): Promise<Response> {
  const actor = await actorAt(request, command);
  const rawInput = { ...(await bodyOf(request)), ...versionOf(request), ...params };
  const key = request.headers.get("idempotency-key");
  const result =
    key === null
      ? await runCommand(command, actor, rawInput)
      : await runCommandOnce(command, { actor, rawInput, key: checkedKey(key) });
  return result.ok ? answer(result.value) : problem(result.error);
}

export async function answerQuery<P extends Permission, Input extends z.ZodType, View>(
  query: Query<P, Input, View>,
  { request, params }: Call,
): Promise<Response> {
  const actor = await actorAt(request, query);
  const fields = new FormData();
  for (const [name, value] of new URL(request.url).searchParams) {
    fields.append(name, value);
  }
  const asked = inputOfForm(query.input, fields);
  const rawInput = { ...(asked as Record<string, unknown>), ...params };
  return answer(await runQuery(query, actor, rawInput));
}

async function actorAt(request: Request, door: Door): Promise<Actor> {
  const actor = await tokenActor(request);
  if (actor !== null) {
    return actor;
  }
  if (isOpen(door.permission) && !request.headers.has("authorization")) {
    return { kind: "anonymous", address: addressIn(request.headers) };
  }
  throw new AppError("unauthenticated", "A valid API token is needed: Authorization: Bearer wm_…");
}

/** What nobody signs in for: the link of a guest is in the input and proves itself. */
function isOpen(permission: Permission): boolean {
  return permission === "public" || permission === "guest";
}

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (text === "") {
    return {};
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new AppError("invalid_input", "The body is not valid JSON.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new AppError("invalid_input", "The body must be one JSON object.");
  }
  return body as Record<string, unknown>;
}

/** `If-Match: "3"` stands for the version the caller looked at. */
function versionOf(request: Request): { version?: number } {
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(request.headers.get("if-match") ?? "");
  return match === null ? {} : { version: Number(match[1]) };
}

function checkedKey(key: string): string {
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new AppError("invalid_input", "An idempotency key has 8 to 200 visible characters.");
  }
  return key;
}

function answer(value: unknown): Response {
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (typeof value === "object" && value !== null) {
    if ("version" in value && typeof value.version === "number") {
      headers.set("etag", `"${value.version}"`);
    }
  }
  return new Response(JSON.stringify(value ?? null), { headers });
}
