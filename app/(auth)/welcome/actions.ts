"use server";

import { redirect } from "next/navigation";
import { createWorkspace } from "@/lib/identity/commands/create-workspace";
import { type FormState, failed } from "@/lib/kernel/form-state";
import { runForAction } from "@/lib/web/for-action";
import { currentCaller, keepSession } from "@/lib/web/session";
import { signInWithPassword } from "@/lib/web/sign-in";

export async function createWorkspaceAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(createWorkspace, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  const credentials = { email: form.get("email"), password: form.get("password") };
  const opened = await signInWithPassword(credentials, await currentCaller());
  if (opened.ok) {
    await keepSession(opened.value.sessionToken);
  }
  redirect(opened.ok ? "/portfolio" : "/sign-in");
}
