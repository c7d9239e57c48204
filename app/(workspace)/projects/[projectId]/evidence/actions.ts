"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { attachEvidence } from "@/lib/evidence/commands/attach-evidence";
import { pushMetric } from "@/lib/evidence/commands/push-metric";
import { supersedeEvidence } from "@/lib/evidence/commands/supersede-evidence";
import { withdrawEvidence } from "@/lib/evidence/commands/withdraw-evidence";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { runForAction } from "@/lib/web/for-action";

/** Where to go on; a path of this site, and no part of what the command is given. */
function takeBack(form: FormData): string | null {
  const back = form.get("back");
  form.delete("back");
  return typeof back === "string" && /^\/projects\/[\w-]+\//.test(back) ? back : null;
}

function goOn(back: string | null, message: string): FormState {
  revalidatePath("/", "layout");
  return back === null ? saved(message) : redirect(back);
}

export async function attachEvidenceAction(_state: FormState, form: FormData): Promise<FormState> {
  const back = takeBack(form);
  const result = await runForAction(attachEvidence, form);
  return result.ok ? goOn(back, "The evidence is attached.") : failed(result.error, form);
}

export async function supersedeEvidenceAction(
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const [list] = takeBack(form)?.split("?") ?? [];
  const result = await runForAction(supersedeEvidence, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  const revised = list === undefined ? null : `${list}?evidence=${result.value.evidenceId}`;
  return goOn(revised, "The new revision is saved.");
}

export async function attachMetricAction(_state: FormState, form: FormData): Promise<FormState> {
  const back = takeBack(form);
  const result = await runForAction(pushMetric, form);
  return result.ok ? goOn(back, "The metric is attached.") : failed(result.error, form);
}

export async function withdrawEvidenceAction(
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await runForAction(withdrawEvidence, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The evidence is withdrawn.") : failed(result.error, form);
}
