"use server";

import { requestPasswordReset } from "@/lib/identity/commands/request-password-reset";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { runForAction } from "@/lib/web/for-action";

export async function requestResetAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(requestPasswordReset, form);
  return result.ok
    ? saved("If somebody here has this address, a mail with a link is on its way.")
    : failed(result.error, form);
}
