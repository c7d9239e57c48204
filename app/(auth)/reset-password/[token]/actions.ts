"use server";

import { redirect } from "next/navigation";
import { resetPassword } from "@/lib/identity/commands/reset-password";
import { type FormState, failed } from "@/lib/kernel/form-state";
import { runForAction } from "@/lib/web/for-action";
import { dropSession } from "@/lib/web/session";

export async function resetPasswordAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(resetPassword, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  await dropSession();
  redirect("/sign-in?done=reset");
}
