import "server-only";
import * as z from "zod";
import type { Command } from "@/lib/execution/command";
import { AppError } from "@/lib/kernel/app-error";
import { type FormState, failed, idle, saved } from "@/lib/kernel/form-state";
import { runForGuest } from "@/lib/web/for-action";
import { openAnswer, sealAnswer } from "@/lib/web/sealed-answer";

const FORM_MAX_BYTES = 20_000;
const texts = z.record(z.string(), z.string());

const shownState = z.discriminatedUnion("status", [
  z.object({ status: z.literal("saved"), message: z.string(), savedAt: z.string() }),
  z.object({
    status: z.literal("failed"),
    message: z.string(),
    code: z.string(),
    fields: texts,
    values: texts,
  }),
]);
const shownAnswer = z.object({ form: z.string(), state: shownState });

type Form<Input extends z.ZodType, Value> = {
  /** Which of the forms of the page it is, so that the answer stands with it. */
  name: "code" | "sign" | "decline";
  command: Command<"guest", Input, Value>;
  /** Said on the page; without it the page itself shows what was done. */
  done?: string;
};

/**
 * Takes a form of the page of a guest and leads back to the page. A plain
 * post, so that the page needs no script and no referrer: a server action of a
 * page without one is refused, because its origin is not told either.
 */
export async function answerGuestForm<Input extends z.ZodType, Value>(
  call: { request: Request; token: string },
  { name, command, done }: Form<Input, Value>,
): Promise<Response> {
  const { request, token } = call;
  const form = await smallForm(request);
  const result =
    form === null
      ? { ok: false as const, error: new AppError("invalid_input", "The form is too large.") }
      : await runForGuest(command, withToken(form, token));
  const place = `/sign/${encodeURIComponent(token)}`;
  if (result.ok && done === undefined) {
    return seeOther(place);
  }
  const state = result.ok ? saved(done) : failed(result.error, withoutCode(form));
  return seeOther(`${place}?answer=${sealAnswer({ form: name, state })}#${name}`);
}

/** What the page shows of an answer, form by form; nothing for one that we did not seal. */
export function guestAnswer(
  asked: string | string[] | undefined,
): (form: "code" | "sign" | "decline") => FormState {
  const answer = typeof asked === "string" ? openAnswer(asked, shownAnswer) : null;
  return (form) => (answer?.form === form ? answer.state : idle);
}

async function smallForm(request: Request): Promise<FormData | null> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  return length <= FORM_MAX_BYTES ? request.formData() : null;
}

/** The address of the page says which link it is, whatever the form holds. */
function withToken(form: FormData, token: string): FormData {
  form.set("token", token);
  return form;
}

/** A code is never part of an address. */
function withoutCode(form: FormData | null): FormData {
  const rest = new FormData();
  for (const [name, value] of form ?? []) {
    if (name !== "code") {
      rest.append(name, value);
    }
  }
  return rest;
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
