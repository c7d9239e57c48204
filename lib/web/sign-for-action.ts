import "server-only";
import { cookies } from "next/headers";
import type * as z from "zod";
import type { Actor } from "@/lib/authz/actor";
import type { Permission } from "@/lib/authz/permissions";
import { type Command, runCommand } from "@/lib/execution/command";
import { confirmByPasskey } from "@/lib/identity/commands/confirm-by-passkey";
import { confirmIdentity } from "@/lib/identity/commands/confirm-identity";
import { AppError } from "@/lib/kernel/app-error";
import { err, ok, type Result } from "@/lib/kernel/result";
import { askToSignIn } from "@/lib/web/ask-to-sign-in";
import { inputOfForm } from "@/lib/web/form-fields";
import { currentActor } from "@/lib/web/session";
import { cookieName } from "@/lib/web/session-cookie";
import { stepUpOutcome } from "@/lib/web/sso-step-up";

/** What the form says about who signs; the command itself knows nothing of it. */
const PROOF_FIELDS = ["password", "passkey", "identityWay", "subjectSha256"];

/**
 * One form, two commands: the password, the device or the provider proves who
 * signs and becomes a single-use proof bound to what is signed, then the command signs
 * with it.
 */
export async function signForAction<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  form: FormData,
): Promise<Result<Value, AppError>> {
  const actor = await currentActor();
  if (actor === null) {
    return askToSignIn();
  }
  const proof = await confirm(actor, form);
  if (!proof.ok) {
    return proof;
  }
  const fields = new FormData();
  for (const [name, value] of form) {
    if (!PROOF_FIELDS.includes(name)) {
      fields.append(name, value);
    }
  }
  fields.set("token", proof.value.token);
  const result = await runCommand(command, actor, inputOfForm(command.input, fields));
  if (result.ok && form.get("identityWay") === "sso") {
    (await cookies()).delete(cookieName("proof"));
  }
  return result;
}

async function confirm(actor: Actor, form: FormData): Promise<Result<{ token: string }, AppError>> {
  if (form.get("identityWay") === "sso") {
    return proofOfSso(form.get("subjectSha256"));
  }
  const answer = form.get("passkey");
  return answer === null || answer === ""
    ? runCommand(confirmIdentity, actor, {
        password: form.get("password"),
        subjectSha256: form.get("subjectSha256"),
      })
    : runCommand(confirmByPasskey, actor, { answer: answerOfDevice(answer) });
}

/** The proof the person came back from their provider with, where it is for this text. */
async function proofOfSso(
  subjectSha256: FormDataEntryValue | null,
): Promise<Result<{ token: string }, AppError>> {
  const jar = await cookies();
  const ended = await stepUpOutcome(jar.get(cookieName("proof"))?.value);
  if (ended !== null && ended.token !== null && ended.subjectSha256 === subjectSha256) {
    return ok({ token: ended.token });
  }
  const message =
    "Confirm with your sign-on first: the last confirmation is used, too old or for another text.";
  const issues = [{ path: "password", message }];
  return err(new AppError("forbidden", message, { reason: "unconfirmed", issues }));
}

/** What a page sent of a device's answer; the command refuses what is not one. */
export function answerOfDevice(sent: FormDataEntryValue | null): unknown {
  try {
    return typeof sent === "string" ? JSON.parse(sent) : null;
  } catch {
    return null;
  }
}
