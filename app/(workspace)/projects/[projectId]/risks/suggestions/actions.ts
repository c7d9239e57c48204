"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { bringBackSuggestion } from "@/lib/risk-catalogue/commands/bring-back-suggestion";
import { dismissSuggestion } from "@/lib/risk-catalogue/commands/dismiss-suggestion";
import { takeSuggestion } from "@/lib/risk-catalogue/commands/take-suggestion";
import { runForAction } from "@/lib/web/for-action";

export async function takeSuggestionAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(takeSuggestion, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  redirect(`/projects/${form.get("projectId")}/risks?risk=${result.value.riskId}`);
}

export async function dismissSuggestionAction(
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(dismissSuggestion, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("It is suggested no longer.") : failed(result.error, form);
}

export async function bringBackSuggestionAction(
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(bringBackSuggestion, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("It is suggested again.") : failed(result.error, form);
}
