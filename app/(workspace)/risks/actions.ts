"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { deleteRiskView } from "@/lib/risk-register/commands/delete-risk-view";
import { editRisks } from "@/lib/risk-register/commands/edit-risks";
import { renameRiskView } from "@/lib/risk-register/commands/rename-risk-view";
import { saveRiskView } from "@/lib/risk-register/commands/save-risk-view";
import { runForAction } from "@/lib/web/for-action";

export async function saveRiskViewAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(saveRiskView, form);
  revalidatePath("/risks");
  return result.ok ? saved("The view is saved.") : failed(result.error, form);
}

export async function renameRiskViewAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(renameRiskView, form);
  revalidatePath("/risks");
  return result.ok ? saved("The view is saved.") : failed(result.error, form);
}

export async function deleteRiskViewAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(deleteRiskView, form);
  revalidatePath("/risks");
  return result.ok ? saved("The view is deleted.") : failed(result.error, form);
}

export async function editRisksAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(editRisks, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  redirect(`/risks?changed=${result.value.changed}`);
}
