"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { discardImport } from "@/lib/risk-imports/commands/discard-import";
import { mapDraft } from "@/lib/risk-imports/commands/map-draft";
import { mendRow } from "@/lib/risk-imports/commands/mend-row";
import { rereadDraft } from "@/lib/risk-imports/commands/reread-draft";
import { undoImport } from "@/lib/risk-imports/commands/undo-import";
import { runForAction } from "@/lib/web/for-action";

export async function rereadDraftAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(rereadDraft, form);
  revalidatePath("/risks/import");
  return result.ok ? saved("The file was read again.") : failed(result.error, form);
}

export async function mapColumnsAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(mapDraft, form);
  revalidatePath("/risks/import");
  if (!result.ok) {
    return failed(result.error, form);
  }
  redirect(`/risks/import?draft=${result.value.draftId}&step=rows`);
}

export async function mapWordsAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(mapDraft, form);
  revalidatePath("/risks/import");
  return result.ok ? saved("Every row was read anew.") : failed(result.error, form);
}

export async function mendRowAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(mendRow, form);
  revalidatePath("/risks/import");
  return result.ok ? saved("The row was read anew.") : failed(result.error, form);
}

export async function discardImportAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(discardImport, form);
  revalidatePath("/risks/import");
  if (!result.ok) {
    return failed(result.error, form);
  }
  redirect("/risks/import");
}

export async function undoImportAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(undoImport, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("The import was undone.") : failed(result.error, form);
}
