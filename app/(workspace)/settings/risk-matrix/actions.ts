"use server";

import { revalidatePath } from "next/cache";
import type { MatrixAnswer } from "@/components/risks/matrix-editor";
import { previewRiskMatrix } from "@/lib/gates/queries/preview-matrix";
import { type FormState, failed, idle, saved } from "@/lib/kernel/form-state";
import { saveRiskMatrix } from "@/lib/risks/commands/save-matrix";
import { readForAction, runForAction } from "@/lib/web/for-action";

export async function previewMatrixAction(form: FormData): Promise<MatrixAnswer> {
  const result = await readForAction(previewRiskMatrix, form);
  return result.ok
    ? { state: idle, preview: result.value }
    : { state: failed(result.error, form), preview: null };
}

export async function saveMatrixAction(form: FormData): Promise<FormState> {
  const result = await runForAction(saveRiskMatrix, form);
  if (!result.ok) {
    return failed(result.error, form);
  }
  revalidatePath("/", "layout");
  return saved("The matrix is saved. Gates are looked at again.");
}
