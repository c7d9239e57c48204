"use server";

import { revalidatePath } from "next/cache";
import { type FormState, failed, saved } from "@/lib/kernel/form-state";
import { assignParts } from "@/lib/risk-parts/commands/assign-parts";
import { runForAction } from "@/lib/web/for-action";

export async function assignPartsAction(_state: FormState, form: FormData): Promise<FormState> {
  const result = await runForAction(assignParts, form);
  revalidatePath("/", "layout");
  return result.ok ? saved("Who does what is saved.") : failed(result.error, form);
}
