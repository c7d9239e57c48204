"use server";

import { revalidatePath } from "next/cache";
import { addEffort } from "@/lib/business-cases/commands/add-effort";
import { declineAmendment } from "@/lib/business-cases/commands/decline-amendment";
import { proposeAmendment } from "@/lib/business-cases/commands/propose-amendment";
import { recordActual } from "@/lib/business-cases/commands/record-actual";
import { returnCase } from "@/lib/business-cases/commands/return-case";
import { reviewAssumption } from "@/lib/business-cases/commands/review-assumption";
import { saveCaseDraft } from "@/lib/business-cases/commands/save-draft";
import { setGoLive } from "@/lib/business-cases/commands/set-go-live";
import { submitCase } from "@/lib/business-cases/commands/submit-case";
import { signAmendment } from "@/lib/gates/commands/sign-amendment";
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

export async function recordActualAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(recordActual, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("The reading is on record.");
}

export async function setGoLiveAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(setGoLive, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("The checkpoints count from this day.");
}

export async function reviewAssumptionAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(reviewAssumption, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("What you found is on record.");
}

export async function proposeAmendmentAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(proposeAmendment, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved(`Amendment ${result.value.number} is before its signers.`);
}

export async function declineAmendmentAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(declineAmendment, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("Declined with your reason.");
}

export async function signAmendmentAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await signForAction(signAmendment, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved(`You signed amendment ${result.value.number}.`);
}

export async function addEffortAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(addEffort, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("It is in the draft of the case.");
}
