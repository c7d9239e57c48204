"use server";

import { revalidatePath } from "next/cache";
import { attestCriterion } from "@/lib/gates/commands/attest-criterion";
import { confirmCondition } from "@/lib/gates/commands/confirm-condition";
import { decideGate } from "@/lib/gates/commands/decide-gate";
import { giveFeedback } from "@/lib/gates/commands/give-feedback";
import { grantWaiver } from "@/lib/gates/commands/grant-waiver";
import { requestGate } from "@/lib/gates/commands/request-gate";
import { setCheck } from "@/lib/gates/commands/set-check";
import { waiveGate } from "@/lib/gates/commands/waive-gate";
import { withdrawAttestation } from "@/lib/gates/commands/withdraw-attestation";
import { withdrawRequest } from "@/lib/gates/commands/withdraw-request";
import type { AppError } from "@/lib/kernel/app-error";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import type { Result } from "@/lib/kernel/result";
import { withPlace } from "@/lib/signing/rules/signing-of-form";
import { runForAction } from "@/lib/web/for-action";
import { signForAction } from "@/lib/web/sign-for-action";

type Settled = { form: FormData; result: Result<unknown, AppError>; message: string };

function settled({ form, result, message }: Settled): FormState {
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/projects/[projectId]", "layout");
  return saved(message);
}

export async function requestGateAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(requestGate, form);
  return settled({ form, result, message: "The approvers are told." });
}

export async function withdrawRequestAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(withdrawRequest, form);
  return settled({ form, result, message: "The request is withdrawn." });
}

export async function decideGateAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await signForAction(decideGate, withPlace(form));
  return settled({ form, result, message: "Your decision is signed." });
}

export async function waiveGateAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await signForAction(waiveGate, form);
  const message =
    result.ok && !result.value.isInForce
      ? "Your part of the waiver is signed. The others are told."
      : "The gate is waived.";
  return settled({ form, result, message });
}

export async function grantWaiverAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await signForAction(grantWaiver, form);
  return settled({ form, result, message: "Your part of the waiver is signed." });
}

export async function attestAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(attestCriterion, form);
  return settled({ form, result, message: "Attested." });
}

export async function giveFeedbackAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(giveFeedback, form);
  return settled({ form, result, message: "Your feedback is kept with the round." });
}

export async function setCheckAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(setCheck, form);
  const message =
    result.ok && result.value.standing === "ticked"
      ? "The check is ticked."
      : "The check is un-ticked.";
  return settled({ form, result, message });
}

export async function withdrawAttestationAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(withdrawAttestation, form);
  return settled({ form, result, message: "The attestation is withdrawn." });
}

export async function confirmConditionAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(confirmCondition, form);
  return settled({ form, result, message: "The condition is met." });
}
