"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { closeRisk } from "@/lib/risks/commands/close-risk";
import { raiseRisk } from "@/lib/risks/commands/raise-risk";
import { rateRisk } from "@/lib/risks/commands/rate-risk";
import { reopenRisk } from "@/lib/risks/commands/reopen-risk";
import { requestAcceptance } from "@/lib/risks/commands/request-acceptance";
import { reviewRisk } from "@/lib/risks/commands/review-risk";
import { revokeAcceptance } from "@/lib/risks/commands/revoke-acceptance";
import { treatRisk } from "@/lib/risks/commands/treat-risk";
import { updateRisk } from "@/lib/risks/commands/update-risk";
import { withdrawAcceptanceRequest } from "@/lib/risks/commands/withdraw-acceptance-request";
import { runForAction } from "@/lib/web/for-action";

export async function raiseRiskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(raiseRisk, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  redirect(`/projects/${form.get("projectId")}/risks?risk=${result.value.riskId}`);
}

export async function updateRiskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(updateRisk, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The risk is saved.") : failed(result.error, form);
}

export async function rateRiskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(rateRisk, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The rating is saved.") : failed(result.error, form);
}

export async function treatRiskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(treatRisk, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The treatment is saved.") : failed(result.error, form);
}

export async function closeRiskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(closeRisk, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The risk is closed.") : failed(result.error, form);
}

export async function reopenRiskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(reopenRisk, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The risk is open again.") : failed(result.error, form);
}

export async function reviewRiskAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(reviewRisk, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The review is recorded.") : failed(result.error, form);
}

export async function requestAcceptanceAction(
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(requestAcceptance, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The person you named is told.") : failed(result.error, form);
}

export async function withdrawAcceptanceAction(
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(withdrawAcceptanceRequest, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The question is taken back.") : failed(result.error, form);
}

export async function revokeAcceptanceAction(
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(revokeAcceptance, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The acceptance is revoked.") : failed(result.error, form);
}
