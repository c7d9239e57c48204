"use server";

import { revalidatePath } from "next/cache";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { addControl } from "@/lib/risk-treatment/commands/add-control";
import { answerProposal } from "@/lib/risk-treatment/commands/answer-proposal";
import { changeAction } from "@/lib/risk-treatment/commands/change-action";
import { changeControl } from "@/lib/risk-treatment/commands/change-control";
import { planAction } from "@/lib/risk-treatment/commands/plan-action";
import { proveControl } from "@/lib/risk-treatment/commands/prove-control";
import { removeAction } from "@/lib/risk-treatment/commands/remove-action";
import { removeProof } from "@/lib/risk-treatment/commands/remove-proof";
import { retireControl } from "@/lib/risk-treatment/commands/retire-control";
import { runForAction } from "@/lib/web/for-action";

export async function planActionAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(planAction, form);
  revalidatePath("/", "layout");
  return result.ok
    ? saved(`The action is planned as ${result.value.taskKey}.`)
    : failed(result.error, form);
}

export async function changeActionAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(changeAction, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The action is saved.") : failed(result.error, form);
}

export async function removeActionAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(removeAction, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The action is off; the task stays.") : failed(result.error, form);
}

export async function answerProposalAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(answerProposal, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("Your answer is saved.") : failed(result.error, form);
}

export async function addControlAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(addControl, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The control is added.") : failed(result.error, form);
}

export async function changeControlAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(changeControl, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The control is saved.") : failed(result.error, form);
}

export async function retireControlAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(retireControl, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The control is out of use.") : failed(result.error, form);
}

export async function proveControlAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(proveControl, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The evidence is linked.") : failed(result.error, form);
}

export async function removeProofAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(removeProof, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The evidence is no longer linked.") : failed(result.error, form);
}
