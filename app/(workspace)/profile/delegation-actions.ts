"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { endDelegation } from "@/lib/signing/commands/end-delegation";
import { makeDelegation } from "@/lib/signing/commands/make-delegation";
import { runForAction } from "@/lib/web/for-action";

export async function makeDelegationAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(makeDelegation, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/profile");
  return saved("They are told, and it is on record.");
}

export async function endDelegationAction(form: FormData): Promise<void> {
  const result = await runForAction(endDelegation, form);
  if (!result.ok) {
    redirect("/profile?error=delegation");
  }
  revalidatePath("/profile");
}
