import "server-only";
import { redirect } from "next/navigation";
import type * as z from "zod";
import type { Permission } from "@/lib/authz/permissions";
import { type Command, runCommand } from "@/lib/execution/command";
import { confirmIdentity } from "@/lib/identity/commands/confirm-identity";
import type { AppError } from "@/lib/kernel/app-error";
import type { Result } from "@/lib/kernel/result";
import { inputOfForm } from "@/lib/web/form-fields";
import { currentActor } from "@/lib/web/session";

/**
 * One form, two commands: the password proves who signs and becomes a
 * single-use proof bound to `subjectSha256`, then the command signs with it.
 */
export async function signForAction<P extends Permission, Input extends z.ZodType, Value>(
  command: Command<P, Input, Value>,
  form: FormData,
): Promise<Result<Value, AppError>> {
  const actor = await currentActor();
  if (actor === null) {
    redirect("/sign-in");
  }
  const proof = await runCommand(confirmIdentity, actor, {
    password: form.get("password"),
    subjectSha256: form.get("subjectSha256"),
  });
  if (!proof.ok) {
    return proof;
  }
  const fields = new FormData();
  for (const [name, value] of form) {
    if (name !== "password" && name !== "subjectSha256") {
      fields.append(name, value);
    }
  }
  fields.set("token", proof.value.token);
  return runCommand(command, actor, inputOfForm(command.input, fields));
}
