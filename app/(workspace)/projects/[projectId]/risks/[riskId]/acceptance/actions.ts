"use server";

import { revalidatePath } from "next/cache";
import { signAcceptance } from "@/lib/gates/commands/sign-acceptance";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { declineAcceptance } from "@/lib/risks/commands/decline-acceptance";
import { runForAction } from "@/lib/web/for-action";
import { signForAction } from "@/lib/web/sign-for-action";

export async function signAcceptanceAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await signForAction(signAcceptance, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  return saved("You accepted this risk. Your signature is on record.");
}

export async function declineAcceptanceAction(
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(declineAcceptance, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  return saved("You declined. Whoever asked is told.");
}
