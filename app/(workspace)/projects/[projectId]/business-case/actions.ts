"use server";

import { revalidatePath } from "next/cache";
import { returnCase } from "@/lib/business-cases/commands/return-case";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { signCase } from "@/lib/gates/commands/sign-case";
import { type FormState, failed, saved, savedVersion } from "@/lib/kernel/form-state";
import { runForAction } from "@/lib/web/for-action";
import { signForAction } from "@/lib/web/sign-for-action";

/** The new version goes back with the state: the page does not reload while somebody types. */
export async function saveDraftAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(saveCaseDraft, form);
  return result.ok ? savedVersion(result.value.version) : failed(result.error, form);
}

export async function submitCaseAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(submitCase, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved(`Version ${result.value.number} can be signed now.`);
}

export async function returnCaseAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(returnCase, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("Returned with your reason.");
}

export async function signCaseAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await signForAction(signCase, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved(`You signed version ${result.value.number}.`);
}
