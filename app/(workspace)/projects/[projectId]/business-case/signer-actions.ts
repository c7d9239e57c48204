"use server";

import { revalidatePath } from "next/cache";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { declineSignature } from "@/lib/signing/commands/decline-signature";
import { remindSigner } from "@/lib/signing/commands/remind-signer";
import { replaceSigner } from "@/lib/signing/commands/replace-signer";
import { withGuest, withPlace } from "@/lib/signing/rules/signing-of-form";
import { runForAction } from "@/lib/web/for-action";

export async function declineSignatureAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(declineSignature, withPlace(form));
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("Declined with your reason.");
}

export async function remindSignerAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(remindSigner, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("The mail is on its way again; a guest gets a new link.");
}

export async function replaceSignerAction(
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(replaceSigner, withGuest(form));
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath(`/projects/${result.value.projectId}`, "layout");
  return saved("Somebody else is asked now; the old place stays on record.");
}
