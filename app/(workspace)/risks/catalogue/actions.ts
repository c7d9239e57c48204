"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { CatalogueAnswer } from "@/components/risk-catalogue/use-import";
import { type FormState, failed, idle, saved } from "@/lib/kernel/form-state";
import { importRiskCatalogue } from "@/lib/risk-catalogue/commands/import-catalogue";
import { reinstateCatalogueEntry } from "@/lib/risk-catalogue/commands/reinstate-entry";
import { restoreShippedEntry } from "@/lib/risk-catalogue/commands/restore-shipped";
import { retireCatalogueEntry } from "@/lib/risk-catalogue/commands/retire-entry";
import { saveCatalogueEntry } from "@/lib/risk-catalogue/commands/save-entry";
import { previewCatalogueImport } from "@/lib/risk-catalogue/queries/preview-import";
import { readForAction, runForAction } from "@/lib/web/for-action";

export async function saveEntryAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(saveCatalogueEntry, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/risks/catalogue");
  redirect(`/risks/catalogue?entry=${result.value.key}`);
}

export async function retireEntryAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(retireCatalogueEntry, form);
  revalidatePath("/risks/catalogue");
  return result.ok ? saved("It is suggested no longer.") : failed(result.error, form);
}

export async function reinstateEntryAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(reinstateCatalogueEntry, form);
  revalidatePath("/risks/catalogue");
  return result.ok ? saved("It is suggested again.") : failed(result.error, form);
}

export async function restoreEntryAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(restoreShippedEntry, form);
  revalidatePath("/risks/catalogue");
  return result.ok ? saved("The shipped entry is back.") : failed(result.error, form);
}

export async function previewCatalogueAction(form: FormData): Promise<CatalogueAnswer> {
  const result = await readForAction(previewCatalogueImport, form);
  return result.ok
    ? { state: idle, preview: result.value }
    : { state: failed(result.error, new FormData()), preview: null };
}

/** The text stays in the browser and is not sent back with an answer. */
export async function importCatalogueAction(form: FormData): Promise<FormState> {
  const result = await runForAction(importRiskCatalogue, form);
  if (!result.ok) {
    return failed(result.error, new FormData());
  }
  revalidatePath("/risks/catalogue");
  const { added, changed } = result.value;
  return saved(`Imported: ${added} added, ${changed} changed.`);
}
